package dev.almanac.common.job;

import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The declaration of a job: when it is due, what it reads and writes, and the type of its settings, which are bound
 * from the configuration at {@code jobs.<name>}. Immutable; every method returns a changed copy.
 *
 * @param <S> the settings record
 */
public final class JobSpec<S> {

    /** In which role a job reads a table. */
    public enum Role {
        /** It must have been published. */
        REQUIRED,
        /** At least one of those in this role must have been published; the others are empty until they are. */
        ANY_OF,
        /** Empty until it is published. */
        OPTIONAL,
        /** As it was published for an earlier window. */
        PREVIOUS
    }

    /** How many runs a back-fill makes of a range of windows. */
    public enum Backfill {
        EVERY_WINDOW,
        LAST_OF_DAY,
        WHOLE_RANGE
    }

    /** One table a job reads. */
    public record Read(Table table, Role role) {}

    /**
     * How windows may be treated.
     *
     * @param readsFiles whether the job lists source files
     * @param backfill how many runs a back-fill makes of a range
     * @param recomputesDays how many days before its window a job recomputes when late rows touched them
     */
    public record Traits(boolean readsFiles, Backfill backfill, int recomputesDays) {}

    private final String name;
    private final String purpose;
    private final Schedule schedule;
    private final Class<S> settings;
    private final List<Read> reads;
    private final Set<Table> writes;
    private final Traits traits;

    private JobSpec(
            String name,
            String purpose,
            Schedule schedule,
            Class<S> settings,
            List<Read> reads,
            Set<Table> writes,
            Traits traits) {
        this.name = name;
        this.purpose = purpose;
        this.schedule = schedule;
        this.settings = settings;
        this.reads = List.copyOf(reads);
        this.writes = new LinkedHashSet<>(writes);
        this.traits = traits;
    }

    private static <S> JobSpec<S> on(Schedule schedule, String name, String purpose, Class<S> settings) {
        return new JobSpec<>(
                name, purpose, schedule, settings, List.of(), Set.of(), new Traits(false, Backfill.EVERY_WINDOW, 0));
    }

    public static <S> JobSpec<S> hourly(String name, String purpose, Class<S> settings) {
        return on(Schedule.HOURLY, name, purpose, settings);
    }

    public static <S> JobSpec<S> daily(String name, String purpose, Class<S> settings) {
        return on(Schedule.DAILY, name, purpose, settings);
    }

    public static <S> JobSpec<S> weekly(String name, String purpose, Class<S> settings) {
        return on(Schedule.WEEKLY, name, purpose, settings);
    }

    /** A job that no schedule runs. */
    public static <S> JobSpec<S> onDemand(String name, String purpose, Class<S> settings) {
        return on(Schedule.ON_DEMAND, name, purpose, settings);
    }

    public JobSpec<S> reads(Table... tables) {
        return reading(Role.REQUIRED, tables);
    }

    public JobSpec<S> readsAnyOf(Table... tables) {
        return reading(Role.ANY_OF, tables);
    }

    public JobSpec<S> readsIfPresent(Table... tables) {
        return reading(Role.OPTIONAL, tables);
    }

    public JobSpec<S> readsPrevious(Table... tables) {
        return reading(Role.PREVIOUS, tables);
    }

    /** The job lists source files through {@link Inputs#files}. */
    public JobSpec<S> readsFiles() {
        return with(reads, writes, new Traits(true, traits.backfill, traits.recomputesDays));
    }

    /** One run over a range of windows gives the same rows as a run per window, so a back-fill makes one run of it. */
    public JobSpec<S> anyRange() {
        return with(reads, writes, new Traits(traits.readsFiles, Backfill.WHOLE_RANGE, traits.recomputesDays));
    }

    /** The last run of a day leaves the rows that all its runs would, so a back-fill makes one run of each day. */
    public JobSpec<S> lastOfDay() {
        return with(reads, writes, new Traits(traits.readsFiles, Backfill.LAST_OF_DAY, traits.recomputesDays));
    }

    /** Days before the window that late rows touched are recomputed, up to this many. */
    public JobSpec<S> recomputesDays(int days) {
        return with(reads, writes, new Traits(traits.readsFiles, traits.backfill, days));
    }

    /** The tables the job writes, in the order they are published; all of one group. */
    public JobSpec<S> writes(Table... tables) {
        var more = new LinkedHashSet<>(writes);
        more.addAll(List.of(tables));
        if (more.stream().map(Table::group).distinct().count() > 1) {
            throw new IllegalArgumentException("Job " + name + " writes tables of more than one group.");
        }
        return with(reads, more, traits);
    }

    private JobSpec<S> reading(Role role, Table... tables) {
        var more = new ArrayList<>(reads);
        for (var table : tables) {
            more.add(new Read(table, role));
        }
        return with(more, writes, traits);
    }

    private JobSpec<S> with(List<Read> changedReads, Set<Table> changedWrites, Traits changedTraits) {
        return new JobSpec<>(name, purpose, schedule, settings, changedReads, changedWrites, changedTraits);
    }

    public String name() {
        return name;
    }

    public String purpose() {
        return purpose;
    }

    public Schedule schedule() {
        return schedule;
    }

    public Class<S> settings() {
        return settings;
    }

    public List<Read> reads() {
        return reads;
    }

    public List<Table> writes() {
        return List.copyOf(writes);
    }

    public Traits traits() {
        return traits;
    }

    /** The group of the tables it writes; a job that writes none has none. */
    public Optional<Group> group() {
        return writes.stream().map(Table::group).findFirst();
    }
}
