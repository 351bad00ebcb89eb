/** Commands that look at stored tables: their contracts, their contents, their queries. */
package dev.almanac.jobs.cli.tables;
