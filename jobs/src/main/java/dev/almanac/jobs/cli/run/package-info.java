/** Commands that run jobs, and take back what runs published. */
package dev.almanac.jobs.cli.run;
