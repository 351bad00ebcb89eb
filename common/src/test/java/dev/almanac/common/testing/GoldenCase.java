package dev.almanac.common.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.ConfigProblems;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A test as a folder: {@code case.conf} (about, at, zone, settings), {@code inputs/<table>.jsonl}, {@code
 * previous/<table>.jsonl}, and either {@code expect/<table>.jsonl} or {@code expect-error.txt}. The folder stands in one
 * with the job's name.
 *
 * @param folder where the case is
 */
public record GoldenCase(Path folder) {
    /** @param about what the case protects, in a sentence */
    record Description(String about, String at, ZoneId zone) {}

    /** Every case below a folder of jobs, in order. */
    public static List<GoldenCase> below(Path root) {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("case.conf"))
                    .map(file -> new GoldenCase(file.getParent()))
                    .sorted((a, b) -> a.folder.compareTo(b.folder))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the job the case is for. */
    public String job() {
        return folder.getParent().getFileName().toString();
    }

    /** Runs the job on the inputs and compares what it yields. */
    public <S> void check(Job<S> job) {
        var node = ConfigLoader.file(folder.resolve("case.conf")).root();
        var problems = new ConfigProblems();
        var binder = new ConfigBinder(problems);
        var bound = binder.bind(node, Description.class, "settings");
        var boundSettings = binder.bind(node.child("settings"), job.spec().settings());
        problems.throwIfAny("read the case");
        var description = bound.orElseThrow();
        var settings = boundSettings.orElseThrow();
        var expectedError = folder.resolve("expect-error.txt");
        if (Files.exists(expectedError)) {
            assertThatThrownBy(
                            () -> job.compute(inputs(job.spec(), description), settings, run(job.spec(), description)))
                    .as(description.about())
                    .hasMessage(read(expectedError).strip());
            return;
        }
        var outputs = job.compute(inputs(job.spec(), description), settings, run(job.spec(), description));
        compare(description, outputs);
    }

    private void compare(Description description, Outputs outputs) {
        var byName = outputs.changes().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getKey));
        var expected = jsonl("expect");
        assertThat(expected).as(description.about() + ": expects something").isNotEmpty();
        for (var file : expected) {
            var name = file.getFileName().toString().replace(".jsonl", "");
            assertThat(byName).as(description.about()).containsKey(name);
            Table table = byName.get(name);
            SameRows.assertSame(
                    table,
                    TableRows.of(table).lines(file).dataset(),
                    outputs.changes().get(table).rows());
        }
    }

    private GivenInputs inputs(JobSpec<?> spec, Description description) {
        var inputs = GivenInputs.before(Instant.parse(description.at()));
        var tables = spec.reads().stream().map(JobSpec.Read::table).toList();
        for (var file : jsonl("inputs")) {
            var table = named(tables, file);
            inputs = inputs.of(table, TableRows.of(table).lines(file).dataset());
        }
        for (var file : jsonl("previous")) {
            var table = named(tables, file);
            inputs = inputs.previous(table, TableRows.of(table).lines(file).dataset());
        }
        return inputs;
    }

    private static RunContext run(JobSpec<?> spec, Description description) {
        var window = spec.schedule().windowEnding(Instant.parse(description.at()), description.zone());
        return new RunContext(
                new RunContext.RunIdentity("golden", spec.name(), "test", false),
                window,
                description.zone(),
                1L,
                new RunContext.Services(SharedSpark.session(), Progress.SILENT, RunContext.Memory.NONE));
    }

    private static Table named(Collection<Table> tables, Path file) {
        var name = file.getFileName().toString().replace(".jsonl", "");
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + " names no table the job reads."));
    }

    private List<Path> jsonl(String part) {
        var below = folder.resolve(part);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(below)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
