package dev.almanac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.common.job.Task;
import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.Tables;
import dev.almanac.jobs.cli.session.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A domain of a few rows in a folder of its own, and command lines about it. */
public final class Shop {
    private final Path folder;
    private final Shell shell;

    private Shop(Path folder, Shell shell) {
        this.folder = folder;
        this.shell = shell;
    }

    /** A shop in an empty folder that knows these jobs and is configured like this. */
    public static Shop in(Path folder, List<Task<?>> jobs, String configuration) throws IOException {
        var root = Path.of(System.getProperty("almanac.root", ".."));
        var conf = folder.resolve("conf");
        Files.createDirectories(conf.resolve("domains"));
        Files.createDirectories(conf.resolve("env"));
        var shipped = Files.readString(root.resolve("conf/almanac.conf"));
        Files.writeString(conf.resolve("almanac.conf"), shipped.substring(0, shipped.indexOf("# Each job's settings")));
        Files.writeString(conf.resolve("env/local.conf"), "");
        Files.writeString(
                conf.resolve("domains/shop.conf"),
                configuration + "logging.directory = \"%s\"\n".formatted(folder.resolve("logs")));
        return new Shop(folder, new Shell(new Catalogue(jobs, Tables.ALL), new Installation(root)));
    }

    /** Over its own warehouse. */
    public Shell.Result run(String... arguments) {
        return over("warehouse", arguments);
    }

    /** Over another one. */
    public Shell.Result over(String warehouse, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--domain", "shop"));
        return ofAnyDomain(warehouse, all.toArray(String[]::new));
    }

    /** Over another one, without a word of which domain. */
    public Shell.Result ofAnyDomain(String warehouse, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", folder.resolve("conf").toString()));
        all.addAll(List.of("--warehouse", folder.resolve(warehouse).toString()));
        return shell.run(all.toArray(String[]::new));
    }

    /** What a command that went well printed as JSON. */
    public static JsonNode json(Shell.Result result) throws IOException {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return new ObjectMapper().readTree(result.out());
    }

    /** What was said beside progress, which is indented. */
    public static String errors(Shell.Result result) {
        return result.err().lines().filter(line -> !line.startsWith("  ")).collect(Collectors.joining("\n"));
    }
}
