package dev.almanac.common.job;

/** What a schedule can run: a {@link Job} computes tables, an {@link Action} has one named effect. */
public sealed interface Task<S> permits Job, Action {

    /** Everything the command line, documents and lineage need to know of it. */
    JobSpec<S> spec();
}
