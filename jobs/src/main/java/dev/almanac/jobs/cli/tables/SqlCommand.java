package dev.almanac.jobs.cli.tables;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.observe.Redaction;
import dev.almanac.jobs.cli.options.DomainOptions;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.SparkProcess;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a query. */
@Command(
        name = "sql",
        description = {
            "Answers a query in Spark SQL. Every table that the domain has published is a view, as it was last published,",
            "and so are job_runs and publications. Nothing can be changed this way."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  almanac sql \"SELECT event_type, count(*) AS events FROM events GROUP BY ALL\" --domain my-shop",
            "  almanac sql \"SELECT * FROM popular_items_v1 ORDER BY rank\" --domain my-shop --format csv"
        })
public final class SqlCommand implements Runnable {
    private static final Pattern NO_TABLE = Pattern.compile("TABLE_OR_VIEW_NOT_FOUND");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`(?!\\.)");

    private final CommandContext context;

    @Parameters(paramLabel = "QUERY", description = "A SELECT, in quotes.")
    private String query;

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            description = "table for people (the first " + QueryOutput.MOST_ROWS + " rows), csv with a header, or json:"
                    + " an array with an object per row (default: table).")
    private QueryOutput.Format format = QueryOutput.Format.TABLE;

    @Mixin
    private DomainOptions options;

    @Spec
    private CommandSpec spec;

    public SqlCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var config = options.load(context);
        requireQuery(query);
        try (var process = SparkProcess.open(context, config.settings(), Verbosity.of(spec))) {
            process.console().doing("answering");
            var tables = process.domain(config).tables();
            var views = tables.registerViews(this::isNamed);
            var domain = config.settings().domain().name();
            var rows = answering(domain, views, () -> tables.query(asQuery(query)));
            answering(domain, views, () -> {
                new QueryOutput(context.terminal().out(), process.console()).print(rows, format);
                return null;
            });
        }
    }

    /** Before Spark starts, which takes seconds. */
    private static void requireQuery(String sql) {
        try {
            CatalystSqlParser$.MODULE$.parseQuery(asQuery(sql));
        } catch (Exception wrong) { // Spark's ParseException is checked but not declared
            throw new AlmanacException(
                    Failure.CONFIG,
                    "Cannot answer the query: %s. Correct it; only a SELECT is answered, and nothing can be changed this way."
                            .formatted(reason(wrong.getMessage())),
                    wrong);
        }
    }

    /** Whether a table's name stands in the query, be it only in a text. */
    private boolean isNamed(String table) {
        return query.toLowerCase(Locale.ROOT).contains(table);
    }

    /** Only a query can stand in brackets, so nothing else gets through; the line break ends a comment. */
    private static String asQuery(String sql) {
        return "SELECT * FROM (\n%s\n)".formatted(sql.strip().replaceFirst(";+$", ""));
    }

    private static <T> T answering(String domain, List<String> views, Supplier<T> query) {
        try {
            return query.get();
        } catch (AlmanacException named) {
            throw named;
        } catch (Exception wrong) { // Spark's AnalysisException is checked but not declared
            var tables = String.join(", ", views);
            if (!(wrong instanceof AnalysisException)) {
                throw new AlmanacException(
                        Failure.INPUT,
                        "Cannot answer the query: %s. Correct it, or see the tables with 'almanac tables check'."
                                .formatted(Redaction.describe(wrong)),
                        wrong);
            }
            throw new AlmanacException(
                    Failure.CONFIG,
                    "Cannot answer the query: %s. The views of domain %s are: %s."
                            .formatted(reason(wrong.getMessage()), domain, tables),
                    wrong);
        }
    }

    /** What the analyser says, for a query that the user has written and so may see in the answer. */
    private static String reason(String said) {
        var firstLine = said.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .replaceFirst("\\s*SQLSTATE: \\w+.*", "");
        var table = QUOTED.matcher(firstLine);
        if (NO_TABLE.matcher(firstLine).find() && table.find()) {
            return "there is no table '%s'".formatted(table.group(1));
        }
        return firstLine.replaceFirst("[.]$", "");
    }
}
