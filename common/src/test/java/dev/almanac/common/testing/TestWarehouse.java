package dev.almanac.common.testing;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Effects;
import dev.almanac.common.job.JobSettings;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.lake.GroupControl;
import dev.almanac.common.lake.Lake;
import dev.almanac.common.lake.Warehouse;
import dev.almanac.common.run.GroupTables;
import dev.almanac.common.run.RunEnvironment;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.Runner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A real warehouse in a folder of the test's own, with a runner over it.
 *
 * @param environment the shared session and the domain {@code test}
 * @param groups the tables the test uses
 */
public record TestWarehouse(RunEnvironment environment, GroupTables groups) {

    public static TestWarehouse in(Path folder, List<Table> tables) {
        return in(folder, tables, Effects.NONE);
    }

    public static TestWarehouse in(Path folder, List<Table> tables, Effects effects) {
        var spark = SharedSpark.session();
        var warehouse = new Warehouse(new org.apache.hadoop.fs.Path(folder.toUri()), "test", new Configuration(false));
        var lake = Lake.open(spark, warehouse, Duration.ofDays(14));
        var policy = new RunEnvironment.Policy(
                Duration.ofMinutes(5), RunEnvironment.Retries.NONE, "test", Clock.systemUTC());
        return new TestWarehouse(
                new RunEnvironment(spark, lake, ZoneOffset.UTC, policy, effects), new GroupTables(tables));
    }

    /** The same warehouse under runs with a lease of another length. */
    public TestWarehouse withLease(Duration lease) {
        return with(new RunEnvironment.Policy(lease, RunEnvironment.Retries.NONE, "test", Clock.systemUTC()));
    }

    /** The same warehouse under runs that try again. */
    public TestWarehouse withRetries(RunEnvironment.Retries retries) {
        return with(new RunEnvironment.Policy(environment.policy().lease(), retries, "test", Clock.systemUTC()));
    }

    /** The same warehouse under runs at another time. */
    public TestWarehouse at(Clock clock) {
        return with(
                new RunEnvironment.Policy(environment.policy().lease(), RunEnvironment.Retries.NONE, "test", clock));
    }

    private TestWarehouse with(RunEnvironment.Policy policy) {
        return new TestWarehouse(
                new RunEnvironment(
                        environment.spark(), environment.lake(), environment.zone(), policy, environment.effects()),
                groups);
    }

    /** What rolls groups back, under its own clock. */
    public GroupControl control(Clock clock) {
        var limits = new GroupControl.Limits(
                environment.tables().keepHistory(), environment.policy().lease(), clock);
        return new GroupControl(environment.lake(), limits);
    }

    public Runner runner(RunObserver observer, Map<String, ?> settings) {
        return new Runner(environment, new GivenSettings(settings), groups, observer);
    }

    /** The table as any reader finds it now. */
    public Dataset<Row> read(Table table) {
        return environment.tables().newest(table);
    }

    /** Settings records by job name; every job is enabled. */
    private record GivenSettings(Map<String, ?> settings) implements JobSettings {
        @Override
        public <S> S settingsOf(JobSpec<S> spec) {
            return spec.settings().cast(settings.get(spec.name()));
        }

        @Override
        public boolean enabled(JobSpec<?> spec) {
            return true;
        }

        @Override
        public String settingsHash(JobSpec<?> spec) {
            return Integer.toHexString(String.valueOf(settings.get(spec.name())).hashCode());
        }
    }
}
