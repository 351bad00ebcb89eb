/** Commands that look at one user's published lists, and say why they are as they are. */
package dev.almanac.jobs.cli.lists;
