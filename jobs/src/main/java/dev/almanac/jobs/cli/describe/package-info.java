/** Commands that say what there is, from declarations and configuration alone. */
package dev.almanac.jobs.cli.describe;
