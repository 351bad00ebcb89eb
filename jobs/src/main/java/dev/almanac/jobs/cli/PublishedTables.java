package dev.almanac.jobs.cli;

import dev.almanac.common.contract.Table;
import dev.almanac.common.lake.Lake;
import dev.almanac.common.lake.Publication;
import dev.almanac.common.lake.RecordTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of a domain as they were last published, never as a run left them half way. */
final class PublishedTables {
    private final SparkSession spark;
    private final Lake lake;
    private final List<Table> contracts;

    PublishedTables(SparkSession spark, Lake lake, List<Table> contracts) {
        this.spark = spark;
        this.lake = lake;
        this.contracts = contracts;
    }

    /** The rows of each published table, in the order of the dictionary, without the run records. */
    Map<Table, Dataset<Row>> all() {
        var rows = new LinkedHashMap<Table, Dataset<Row>>();
        var newest = lake.publications().newest();
        for (var table : contracts) {
            var publication = newest.get(table.group().name());
            if (publication != null) {
                publication
                        .version(table.name())
                        .map(Publication.Version::version)
                        .ifPresent(version -> rows.put(table, lake.tables().at(table, version)));
            }
        }
        return rows;
    }

    /**
     * Makes each of them, and the run records, a view of the session, in place of those of any other domain.
     *
     * @return the views' names
     */
    List<String> registerViews() {
        contracts.forEach(table -> spark.catalog().dropTempView(table.name()));
        var views = all();
        RecordTables.ALL.forEach(table -> views.put(table, lake.tables().newest(table)));
        views.forEach((table, rows) -> rows.createOrReplaceTempView(table.name()));
        return views.keySet().stream().map(Table::name).toList();
    }

    /** The result of a query over the registered views. */
    Dataset<Row> query(String sql) {
        return spark.sql(sql);
    }
}
