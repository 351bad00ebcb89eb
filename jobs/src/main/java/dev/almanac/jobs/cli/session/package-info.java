/** What a command works in: its installation, the Spark session and a domain opened in it. */
package dev.almanac.jobs.cli.session;
