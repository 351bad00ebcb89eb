package dev.almanac.jobs.cli.session;

import dev.almanac.common.contract.Table;
import dev.almanac.common.lake.Lake;
import dev.almanac.common.lake.Publication;
import dev.almanac.common.lake.RecordTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of a domain as they were last published, never as a run left them half way. */
public final class PublishedTables {
    private final SparkSession spark;
    private final Lake lake;
    private final List<Table> contracts;

    PublishedTables(SparkSession spark, Lake lake, List<Table> contracts) {
        this.spark = spark;
        this.lake = lake;
        this.contracts = contracts;
    }

    /** The rows of each published table, in the order of the dictionary, without the run records. */
    public Map<Table, Dataset<Row>> all() {
        var rows = new LinkedHashMap<Table, Dataset<Row>>();
        versions().forEach((table, version) -> rows.put(table, lake.tables().at(table, version)));
        return rows;
    }

    /** The newest published version of each table that has one. */
    private Map<Table, Long> versions() {
        var versions = new LinkedHashMap<Table, Long>();
        var newest = lake.publications().newest();
        for (var table : contracts) {
            var publication = newest.get(table.group().name());
            if (publication != null) {
                publication
                        .version(table.name())
                        .map(Publication.Version::version)
                        .ifPresent(version -> versions.put(table, version));
            }
        }
        return versions;
    }

    /**
     * Makes those of them, and of the run records, that a query may name a view of the session, in place of those of any
     * other domain; opening a table costs half a second.
     *
     * @param wanted whether a table of that name is wanted
     * @return the names of all views there could be
     */
    public List<String> registerViews(Predicate<String> wanted) {
        contracts.forEach(table -> spark.catalog().dropTempView(table.name()));
        var versions = versions();
        versions.forEach((table, version) -> {
            if (wanted.test(table.name())) {
                lake.tables().at(table, version).createOrReplaceTempView(table.name());
            }
        });
        RecordTables.ALL.stream()
                .filter(table -> wanted.test(table.name()))
                .forEach(table -> lake.tables().newest(table).createOrReplaceTempView(table.name()));
        return Stream.concat(versions.keySet().stream(), RecordTables.ALL.stream())
                .map(Table::name)
                .toList();
    }

    /** The result of a query over the registered views. */
    public Dataset<Row> query(String sql) {
        return spark.sql(sql);
    }
}
