/**
 * Source files into clean tables. The jobs stand here and put the parts together, in the order in which a row meets
 * them:
 *
 * <ol>
 *   <li>{@code files}: what landed
 *   <li>{@code reading}: files of any format into texts by name
 *   <li>{@code mapping}: texts into typed rows of the target, or the reason why not
 *   <li>{@code resolving}: which row wins its key, waits or repeats another, and what that changes
 *   <li>{@code books}: everything written down: clean tables, quarantine, pending, the ledger
 * </ol>
 *
 * <p>All of them know {@code settings}, which describes the sources, and {@code rows}, the columns in which rows travel
 * from one to the next.
 */
package dev.almanac.jobs.ingest;
