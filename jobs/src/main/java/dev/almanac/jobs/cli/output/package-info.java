/** What a person sees: the console, and values as columns or as JSON. */
package dev.almanac.jobs.cli.output;
