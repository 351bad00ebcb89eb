package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Nearest;
import dev.almanac.common.config.Require;
import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.ingest.settings.ReadSettings.Format;
import dev.almanac.jobs.ingest.settings.SourceSettings.Kind;
import dev.almanac.jobs.tables.CleanTables;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;

/** What cannot be right about sources whatever their files hold; found before Spark starts. */
final class SourceCheck {
    private static final List<String> TARGETS =
            CleanTables.ALL.stream().map(Table::name).toList();

    private SourceCheck() {}

    /**
     * Requires of all sources what each and all together must keep, each condition at the key it is to be mended at.
     *
     * @throws IllegalArgumentException unless the conditions are being noted
     */
    static void check(Map<String, SourceSettings> sources) {
        sources.forEach(SourceCheck::check);
        var versioned = sources.values().stream()
                .filter(settings -> settings.kind() != Kind.EVENTS)
                .map(SourceSettings::target)
                .collect(Collectors.toSet());
        sources.forEach((name, settings) -> require(
                settings.kind() != Kind.EVENTS || !versioned.contains(settings.target()),
                name,
                "kind = events beside another kind for the same target " + settings.target()
                        + " (which row wins would be undecided)",
                "kind"));
    }

    private static void check(String name, SourceSettings settings) {
        require(name.matches("[a-z0-9][a-z0-9-]*"), name, "the name is not lower-kebab-case");
        var table = Source.table(settings.target());
        require(
                table.isPresent(),
                name,
                settings.target() + " is none of " + String.join(", ", TARGETS)
                        + Nearest.hint(settings.target(), TARGETS),
                "target");
        table.ifPresent(target -> {
            checkColumns(name, settings, target);
            checkKind(name, settings, target);
        });
        checkRules(name, settings);
    }

    private static void checkColumns(String name, SourceSettings settings, Table table) {
        var mappable = Source.mappable(table);
        for (var column : new TreeMap<>(settings.columns()).keySet()) {
            require(
                    mappable.contains(column),
                    name,
                    "is none of " + table + "'s columns to map: " + String.join(", ", mappable)
                            + Nearest.hint(column, mappable),
                    "columns",
                    column);
        }
        for (Column column : Source.recordColumns(table)) {
            boolean flag = column.type().equals(DataTypes.BooleanType);
            boolean needed = !column.nullable() && !flag && mappable.contains(column.name());
            require(
                    !needed || settings.columns().containsKey(column.name()),
                    name,
                    "columns." + column.name() + " is missing, and " + table + " requires it",
                    "columns");
        }
        settings.columns().forEach((column, mapping) -> {
            boolean isTime =
                    mappable.contains(column) && table.column(column).type().equals(DataTypes.TimestampType);
            require(mapping.time().isEmpty() || isTime, name, column + " is no time", "columns", column, "time");
        });
    }

    private static void checkKind(String name, SourceSettings settings, Table table) {
        boolean changes = settings.kind() == Kind.CHANGES;
        require(
                !changes || settings.columns().containsKey(Source.UPDATED_AT),
                name,
                "kind = changes needs columns.updated_at, by which the newest version wins"
                        + (Source.isVersioned(table) ? "" : "; " + table + " has none, so use kind = events"),
                "kind");
        boolean snapshot = settings.kind() == Kind.SNAPSHOT;
        require(
                !snapshot || Source.isVersioned(table),
                name,
                "kind = snapshot needs a table with updated_at, which " + table + " has not",
                "kind");
        require(
                !snapshot || settings.rules().deleteWhen().isEmpty(),
                name,
                "excludes kind = snapshot, where what is missing is deleted",
                "rules",
                "delete-when");
    }

    private static void checkRules(String name, SourceSettings settings) {
        require(
                settings.read().landedName().isEmpty() || settings.read().format() != Format.DELTA,
                name,
                "excludes format = delta, whose files are not named by their time",
                "read",
                "landed-name");
        var references = new HashMap<String, String>();
        for (var mapping : settings.columns().values()) {
            for (var reference : references(mapping)) {
                var other = references.merge(reference.toLowerCase(Locale.ROOT), reference, (one, two) -> one);
                require(
                        other.equals(reference),
                        name,
                        "the source's columns " + other + " and " + reference + " differ only in case",
                        "columns");
            }
        }
    }

    private static List<String> references(Mapping mapping) {
        try {
            return mapping.references();
        } catch (IllegalArgumentException unreadable) {
            return List.of(); // the mapping itself says so
        }
    }

    private static void require(boolean holds, String source, String otherwise, String... path) {
        Require.that(
                holds,
                Stream.concat(Stream.of("sources", source), Stream.of(path)).toList(),
                otherwise);
    }
}
