/** Commands about sample data: making it, and a first night on it. */
package dev.almanac.jobs.cli.samples;
