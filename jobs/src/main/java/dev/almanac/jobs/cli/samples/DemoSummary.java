package dev.almanac.jobs.cli.samples;

import dev.almanac.jobs.cli.output.Console;
import dev.almanac.jobs.cli.output.Grid;
import dev.almanac.jobs.cli.session.Installation;
import dev.almanac.jobs.cli.session.OpenDomain;
import dev.almanac.jobs.cli.session.PublishedTables;
import dev.almanac.jobs.recommend.Recommend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a domain's tables hold after a demo, and what to ask them next. */
final class DemoSummary {
    private static final String ROWS_IN = """
            SELECT source, count(*) AS files, sum(rows_in) AS rows_in, sum(kept) AS kept, sum(duplicates) AS duplicates,
              sum(pending) AS pending, sum(quarantined) AS quarantined
            FROM ingest_files GROUP BY source ORDER BY source""";
    private static final String BAD_ROWS = """
            SELECT reason, count(*) AS rows, array_join(sort_array(collect_set(source)), ', ') AS sources
            FROM quarantine WHERE status = 'open' GROUP BY reason ORDER BY rows DESC, reason""";
    private static final String MODELS = """
            WITH newest AS (
              SELECT * FROM model_registry WHERE logical_date = (SELECT max(logical_date) FROM model_registry)
            ), figures AS (
              SELECT recommender, model_version, metric, value,
                concat(format_number(value, 4), ' [', format_number(lower, 4), ' to ', format_number(upper, 4), ']') AS figure
              FROM model_metrics
              WHERE logical_date = (SELECT max(logical_date) FROM model_registry) AND segment = 'all' AND k = %1$d
            )
            SELECT recommender, recipe,
              CASE WHEN bool_or(state = 'champion') THEN 'champion' WHEN bool_or(state = 'fallback') THEN 'fallback'
                ELSE max(state) END AS state,
              coalesce(max(figure) FILTER (WHERE metric = 'ndcg'), '') AS `NDCG@%1$d`,
              coalesce(max(figure) FILTER (WHERE metric = 'recall'), '') AS `recall@%1$d`,
              coalesce(format_number(max(value) FILTER (WHERE metric = 'coverage'), 2), '') AS coverage,
              coalesce(format_number(max(value) FILTER (WHERE metric = 'young-share'), 2), '') AS young,
              array_join(max(refused_by), ', ') AS `refused by`
            FROM newest LEFT JOIN figures USING (recommender, model_version)
            GROUP BY recommender, recipe ORDER BY recommender, `NDCG@%1$d`""";
    private static final String DECISIONS = """
            SELECT DISTINCT recommender, decision FROM model_registry
            WHERE state = 'champion' AND logical_date = (SELECT max(logical_date) FROM model_registry)
            ORDER BY recommender""";

    private final OpenDomain domain;
    private final Path home;
    private final Optional<String> warehouse;
    private final PublishedTables tables;
    private final List<String> views;

    /**
     * @param warehouse the option to repeat in the examples, if it was given
     */
    DemoSummary(OpenDomain domain, Installation installation, Optional<String> warehouse) {
        this.domain = domain;
        this.home = installation.home();
        this.warehouse = warehouse;
        this.tables = domain.tables();
        this.views = tables.registerViews(any -> true);
    }

    /** Prints a section for each thing the domain has. */
    void print(Console console) {
        var text = new StringBuilder();
        if (views.contains("ingest_files")) {
            section(text, "Rows in, by source", ROWS_IN);
            section(text, "Rows in quarantine, by reason", BAD_ROWS);
        }
        if (views.contains("model_registry")) {
            int k = domain.config()
                    .settingsOf(new Recommend().spec())
                    .evaluation()
                    .k();
            section(text, "Models, judged on events they had not seen", MODELS.formatted(k));
            tables.query(DECISIONS)
                    .collectAsList()
                    .forEach(row -> text.append("%s: %s%n".formatted(row.getString(0), row.getString(1))));
        }
        section(text, "Tables published", rowCounts());
        console.idle();
        console.say(text.toString().stripTrailing());
    }

    private void section(StringBuilder text, String title, String query) {
        var result = tables.query(query);
        var rows = result.collectAsList().stream()
                .map(row -> {
                    var cells = new ArrayList<String>();
                    for (int i = 0; i < row.length(); i++) {
                        cells.add(String.valueOf(row.get(i)));
                    }
                    return (List<String>) cells;
                })
                .toList();
        text.append("%n%s%n".formatted(title));
        text.append(rows.isEmpty() ? "none\n" : Grid.of(List.of(result.columns()), rows));
    }

    private String rowCounts() {
        return tables.all().keySet().stream()
                .map(table -> "SELECT '%s' AS table, '%s' AS group, count(*) AS rows FROM %s"
                        .formatted(table, table.group().name(), table))
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** A command line that asks the tables something; another for another number. */
    String example(int number) {
        var examples = examples();
        return commandLine(examples.get(number % examples.size()));
    }

    private List<String> examples() {
        var examples = new ArrayList<String>();
        if (views.contains("recommendations_v1")) {
            examples.add(
                    "SELECT user_id, rank, title, strategy, reason FROM recommendations_v1 JOIN items USING (item_id)"
                            + " ORDER BY user_id, rank LIMIT 10");
        }
        if (views.contains("item_activity_daily")) {
            examples.add("SELECT activity_date, event_type, sum(events) AS events FROM item_activity_daily"
                    + " GROUP BY ALL ORDER BY activity_date DESC, event_type LIMIT 20");
        }
        if (views.contains("quarantine")) {
            examples.add(
                    "SELECT source, reason, line, file FROM quarantine ORDER BY source, reason, file, line LIMIT 20");
        }
        examples.add("SELECT job, outcome, window_end, duration_ms FROM job_runs WHERE phase = 'ended' ORDER BY at");
        return examples;
    }

    private String commandLine(String query) {
        var here = Path.of("").toAbsolutePath().normalize();
        var almanac = home.toAbsolutePath().normalize().equals(here)
                ? "bin/almanac"
                : home.toAbsolutePath().normalize().resolve("bin/almanac").toString();
        return "%s sql \"%s\" --domain %s%s"
                .formatted(
                        almanac,
                        query,
                        domain.name(),
                        warehouse.map(path -> " --warehouse " + path).orElse(""));
    }
}
