/** The options that several commands share. */
package dev.almanac.jobs.cli.options;
