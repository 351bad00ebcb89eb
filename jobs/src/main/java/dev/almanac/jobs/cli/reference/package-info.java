/** The generated reference documents: pure functions from the declarations to Markdown. */
package dev.almanac.jobs.cli.reference;
