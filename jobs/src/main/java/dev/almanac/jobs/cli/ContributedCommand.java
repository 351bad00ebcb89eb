package dev.almanac.jobs.cli;

import java.util.concurrent.Callable;

/**
 * A command of another module, annotated with picocli's {@code @Command} and found by {@link java.util.ServiceLoader}.
 * Its call returns the exit code.
 */
public interface ContributedCommand extends Callable<Integer> {}
