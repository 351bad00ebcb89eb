package dev.almanac.jobs.cli;

import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.SettingsDictionary;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.cli.reference.CommandDictionary;
import dev.almanac.jobs.cli.reference.JobDictionary;
import dev.almanac.jobs.cli.reference.TableDictionary;
import dev.almanac.jobs.cli.session.CommandContext;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** Writes the generated reference documents; for those who change Almanac. */
@Command(
        name = "docs",
        hidden = true,
        description = "Writes docs/reference anew.",
        footerHeading = "%nExample:%n",
        footer = "  almanac docs")
final class DocsCommand implements Runnable {
    private final CommandContext context;

    DocsCommand(CommandContext context) {
        this.context = context;
    }

    /** The documents by file name. */
    static Map<String, String> documents(CommandContext context) {
        var documents = new LinkedHashMap<String, String>();
        documents.put("tables.md", TableDictionary.render(context.catalogue().tables()));
        documents.put("jobs.md", JobDictionary.render(context.catalogue().specs()));
        documents.put("commands.md", CommandDictionary.render(Program.ownCommandLine(context)));
        documents.put("settings.md", settings(context));
        return documents;
    }

    private static String settings(CommandContext context) {
        var defaults = new ConfigLoader(context.installation().conf(), Map.of()).defaults();
        return new SettingsDictionary(defaults, context.catalogue().specs()).render();
    }

    @Override
    public void run() {
        var folder = context.installation().reference();
        try {
            Files.createDirectories(folder);
            for (var document : documents(context).entrySet()) {
                var file = folder.resolve(document.getKey());
                Files.writeString(file, document.getValue());
                context.terminal().out().println(file);
            }
        } catch (IOException e) {
            throw AlmanacException.cannot(
                    Failure.CONFIG, "write " + folder, e.toString(), "Run this from a checkout that you may change");
        }
    }
}
