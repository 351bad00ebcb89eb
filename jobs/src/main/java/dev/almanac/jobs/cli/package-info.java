/** The command line: the command above all others, how commands are made and how they fail. Each package holds some. */
package dev.almanac.jobs.cli;
