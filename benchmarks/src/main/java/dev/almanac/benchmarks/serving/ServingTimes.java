package dev.almanac.benchmarks.serving;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.JobSettings;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.run.GroupTables;
import dev.almanac.common.run.RunEnvironment;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.Runner;
import dev.almanac.jobs.tables.RecommendationTables;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;

/** How long it takes to read one user's list out of what is published. */
final class ServingTimes {
    static final List<Table> TABLES = List.of(RecommendationTables.RECOMMENDATIONS, RecommendationTables.POPULAR_ITEMS);
    private static final Instant NIGHT = Instant.parse("2026-01-02T00:00:00Z");
    private static final double NANOS_OF_MILLI = 1e6;
    private static final int WARM_UP = 5;

    private final RunEnvironment environment;
    private final Progress progress;
    private final Configuration hadoop = new Configuration(false);
    private final Random random = new Random(1);

    ServingTimes(RunEnvironment environment, Progress progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /** Of many reads, in milliseconds. */
    record Times(double median, double p99) {
        static Times of(List<Long> nanos) {
            var sorted = nanos.stream().sorted().toList();
            return new Times(at(sorted, 0.5), at(sorted, 0.99));
        }

        private static double at(List<Long> sorted, double share) {
            int place = (int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1)));
            return sorted.get(place) / NANOS_OF_MILLI;
        }
    }

    /**
     * What was measured.
     *
     * @param files data files of {@code recommendations_v1}
     * @param bytes of these files
     * @param times by what was read
     */
    record Figures(long rows, long files, long bytes, Map<String, Times> times) {}

    /** Publishes a night's lists, and reads those of random users. */
    Figures measure(GeneratedLists.Settings size, int reads) {
        progress.doing("publishing " + (long) size.users() * size.places() + " rows");
        publish(size);
        var domain = environment.warehouse().home().toString();
        var lists = new PublishedLists(hadoop, domain);
        lists.poll();
        var times = new LinkedHashMap<String, Times>();
        progress.doing("reading");
        times.put("first poll", timed(reads, () -> new PublishedLists(hadoop, domain).poll()));
        times.put("poll that finds nothing new", timed(reads, lists::poll));
        times.put("a user's list", timed(reads, () -> lists.listOf(GeneratedLists.RECOMMENDER, someone(size))));
        times.put(
                "what an unknown user gets",
                timed(reads, () -> lists.listOf(GeneratedLists.RECOMMENDER, someone(size) + "0000000")));
        var table = TableVersion.newest(DefaultEngine.create(hadoop), domain + "/recommendations_v1");
        times.put("a user's list, without user_bucket", timed(reads, () -> scan(table, someone(size))));
        var files = environment
                .tables()
                .newest(RecommendationTables.RECOMMENDATIONS)
                .inputFiles();
        return new Figures((long) size.users() * size.places(), files.length, bytes(files), times);
    }

    private void publish(GeneratedLists.Settings size) {
        var runner = new Runner(environment, new Given(size), new GroupTables(TABLES), RunObserver.SILENT);
        var report = runner.run(new GeneratedLists(), Schedule.DAILY.windowEnding(NIGHT, ZoneOffset.UTC));
        report.outcome().error().ifPresent(error -> {
            throw error;
        });
    }

    private String someone(GeneratedLists.Settings size) {
        return "user-" + random.nextInt(size.users());
    }

    private static List<String> scan(TableVersion table, String user) {
        var isUser = new Predicate("=", new Column("user_id"), Literal.ofString(user));
        return table.rows(List.of("item_id", "user_id"), isUser, row -> row.getString(0));
    }

    private static Times timed(int reads, Runnable read) {
        for (int i = 0; i < WARM_UP; i++) {
            read.run();
        }
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < reads; i++) {
            long start = System.nanoTime();
            read.run();
            nanos.add(System.nanoTime() - start);
        }
        return Times.of(nanos);
    }

    private static long bytes(String[] files) {
        try {
            long sum = 0;
            for (var file : files) {
                sum += Files.size(Path.of(URI.create(file)));
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one job's settings. */
    private record Given(GeneratedLists.Settings size) implements JobSettings {
        @Override
        public <S> S settingsOf(JobSpec<S> spec) {
            return spec.settings().cast(size);
        }

        @Override
        public boolean enabled(JobSpec<?> spec) {
            return true;
        }

        @Override
        public String settingsHash(JobSpec<?> spec) {
            return "none";
        }
    }
}
