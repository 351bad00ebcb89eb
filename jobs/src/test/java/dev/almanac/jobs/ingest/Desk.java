package dev.almanac.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.ConfigProblems;
import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.WriteMode;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.LandedFile;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.LandedFiles;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.common.testing.Warnings;
import dev.almanac.jobs.ingest.settings.IngestSettings;
import dev.almanac.jobs.ingest.settings.ReplaySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * A place to run ingest with real files and tables held in memory: what the runner does with outputs, without Delta.
 * Files land at {@link #LANDED} unless a test says otherwise, and windows end a day later.
 */
final class Desk {
    static final Instant LANDED = Instant.parse("2026-03-10T12:00:00Z");
    static final Instant END = Instant.parse("2026-03-11T00:00:00Z");

    private final Path folder;
    private final Map<String, List<Row>> tables = new HashMap<>();
    private final Warnings warnings = new Warnings();
    private final ZoneId zone;
    private int runs;

    Desk(Path folder) {
        this(folder, ZoneId.of("UTC"));
    }

    Desk(Path folder, ZoneId zone) {
        this.folder = folder;
        this.zone = zone;
    }

    /** Settings of ingest in HOCON over the shipped defaults, with relative paths below this desk's folder. */
    IngestSettings settings(String hocon) {
        return bind(hocon, "ingest", IngestSettings.class);
    }

    /** Settings of the replay, in HOCON, with the sources that ingest has. */
    ReplaySettings replay(String hocon, String ingest) {
        return bind(ingest + "}, replay-quarantine {" + hocon, "replay-quarantine", ReplaySettings.class);
    }

    private <S> S bind(String hocon, String job, Class<S> type) {
        try {
            var shipped = Files.readString(Path.of(System.getProperty("almanac.root"), "conf", "almanac.conf"));
            var text =
                    "%s%njobs.ingest.base-dir = \"%s\"%njobs { ingest {%n%s%n} }%n".formatted(shipped, folder, hocon);
            var section = ConfigLoader.text("test.conf", text).at("jobs", job);
            var problems = new ConfigProblems();
            var bound = new ConfigBinder(problems).bind(section, type, "enabled");
            problems.throwIfAny("use the configuration");
            return bound.orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void land(String name, String content) {
        land(name, content.getBytes(StandardCharsets.UTF_8), LANDED);
    }

    void land(String name, byte[] content, Instant landedAt) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            Files.setLastModifiedTime(file, FileTime.from(landedAt));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** What a run did. */
    record Result(Outputs outputs, Optional<String> objection) {
        boolean changed(Table table) {
            return outputs.changes().containsKey(table);
        }
    }

    /** Runs ingest for the window that ends at {@code end}, and publishes unless a gate objects. */
    Result ingest(IngestSettings settings, Instant end) {
        return run(new Ingest(), settings, end);
    }

    <S> Result run(Job<S> job, S settings, Instant end) {
        var outputs = compute(job, settings, end);
        var staged = new LinkedHashMap<String, List<Row>>();
        outputs.changes()
                .forEach((table, change) -> staged.put(
                        table.name(), change.rows().select(columns(table)).collectAsList()));
        var objection = outputs.gates().stream()
                .map(gate -> gate.objection()
                        .to(table ->
                                Optional.ofNullable(staged.get(table.name())).map(rows -> frame(table, rows))))
                .flatMap(Optional::stream)
                .findFirst();
        if (objection.isEmpty()) {
            // Deletions are computed from the tables as they are, so before any of them changes.
            var deleted = new HashMap<String, List<String>>();
            outputs.changes()
                    .forEach((table, change) ->
                            change.deletedKeys().ifPresent(keys -> deleted.put(table.name(), keyTexts(table, keys))));
            outputs.changes().forEach((table, change) -> publish(table, staged.get(table.name()), deleted));
        }
        return new Result(outputs, objection);
    }

    /** Computes without publishing, as a run does that then dies. */
    <S> Outputs compute(Job<S> job, S settings, Instant end) {
        var run = ++runs;
        var identity = new RunContext.RunIdentity("run-" + run, job.spec().name(), "test", false);
        var services = new RunContext.Services(
                SharedSpark.session(), warnings, (key, rows) -> remember(run + "-" + key, rows.get()));
        var window = new Window(end.minus(Duration.ofHours(1)), end);
        return job.compute(new Held(), settings, new RunContext(identity, window, zone, 1, services));
    }

    /** What all runs so far warned of. */
    List<String> warnings() {
        return warnings.heard();
    }

    private Dataset<Row> remember(String key, Dataset<Row> rows) {
        var path = folder.resolve("_remembered").resolve(key).toString();
        rows.write().parquet(path);
        return SharedSpark.session().read().parquet(path);
    }

    private void publish(Table table, List<Row> rows, Map<String, List<String>> deleted) {
        var all = new LinkedHashMap<String, Row>();
        if (table.writeMode() instanceof WriteMode.Upsert) {
            var before = frame(table, tables.getOrDefault(table.name(), List.of()));
            var keys = keyTexts(table, before);
            var beforeRows = before.collectAsList();
            for (int at = 0; at < keys.size(); at++) {
                all.put(keys.get(at), beforeRows.get(at));
            }
            deleted.getOrDefault(table.name(), List.of()).forEach(all::remove);
        }
        var keys = keyTexts(table, frame(table, rows));
        for (int at = 0; at < keys.size(); at++) {
            all.put(keys.get(at), rows.get(at));
        }
        if (new java.util.HashSet<>(keys).size() < keys.size()) {
            throw new AssertionError("Rows of " + table + " repeat a key: " + keys);
        }
        tables.put(table.name(), new ArrayList<>(all.values()));
    }

    private static List<String> keyTexts(Table table, Dataset<Row> rows) {
        var key = table.key().stream().map(name -> col(name)).toArray(org.apache.spark.sql.Column[]::new);
        return rows.select(org.apache.spark.sql.functions.to_json(struct(key)))
                .as(Encoders.STRING())
                .collectAsList();
    }

    /** The table as published. */
    Dataset<Row> read(Table table) {
        return frame(table, tables.getOrDefault(table.name(), List.of()));
    }

    /** One column of a table as text, sorted. */
    List<String> texts(Table table, String expression) {
        return read(table)
                .selectExpr("CAST(" + expression + " AS STRING)")
                .as(Encoders.STRING())
                .collectAsList()
                .stream()
                .sorted(java.util.Comparator.nullsFirst(java.util.Comparator.naturalOrder()))
                .toList();
    }

    private static Dataset<Row> frame(Table table, List<Row> rows) {
        return SharedSpark.session().createDataFrame(rows, table.schema());
    }

    private static org.apache.spark.sql.Column[] columns(Table table) {
        return table.columnNames().stream()
                .map(org.apache.spark.sql.functions::col)
                .toArray(org.apache.spark.sql.Column[]::new);
    }

    private final class Held implements Inputs {
        @Override
        public Dataset<Row> of(Table table) {
            return read(table);
        }

        @Override
        public Dataset<Row> previous(Table table) {
            throw new UnsupportedOperationException("Ingest has no memory beside its own tables.");
        }

        @Override
        public List<LandedFile> files(String pathOrGlob) {
            return LandedFiles.list(SharedSpark.session().sparkContext().hadoopConfiguration(), pathOrGlob);
        }
    }
}
