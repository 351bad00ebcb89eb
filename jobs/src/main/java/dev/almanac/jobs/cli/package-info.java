/** The command line: one class per command, and how they find their installation, write and fail. */
package dev.almanac.jobs.cli;
