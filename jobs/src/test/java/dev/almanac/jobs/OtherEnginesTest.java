package dev.almanac.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Table;
import dev.almanac.common.testing.KernelTable;
import dev.almanac.common.testing.SparkValues;
import dev.almanac.common.testing.TestWarehouse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every table that is declared can be opened by an engine that knows no more than Delta's first reader version. */
class OtherEnginesTest {
    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> aNewTableHasItsContractsColumns() {
        var environment = TestWarehouse.in(folder, Tables.ALL).environment();
        return Tables.ALL.stream()
                .map(table -> DynamicTest.dynamicTest(table.name(), () -> {
                    environment.tables().ensure(table);
                    var kernel = KernelTable.at(environment.warehouse().path(table));
                    assertThat(kernel.minReaderVersion()).isEqualTo(1);
                    assertThat(plain(kernel.schema())).isEqualTo(plain(table.schema()));
                    assertThat(comments(kernel.schema())).isEqualTo(comments(table));
                    assertThat(kernel.rows()).isEmpty();
                }));
    }

    /** That a table with rows in it can be read without Spark, and how it was written, twice, does not show. */
    static void assertReadsTheSame(Path path, Dataset<Row> bySpark) {
        var kernel = KernelTable.at(new org.apache.hadoop.fs.Path(path.toUri()));
        var expected = SparkValues.of(bySpark);
        var read = kernel.rows();
        assertThat(kernel.minReaderVersion()).as("reader version of %s", path).isEqualTo(1);
        assertThat(read.size()).as("rows of %s", path).isEqualTo(expected.size());
        assertThat(new HashSet<>(read).equals(new HashSet<>(expected)))
                .as("the values of %s", path)
                .isTrue();
    }

    private static List<String> plain(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> field.name() + " " + field.dataType().sql() + (field.nullable() ? "" : " NOT NULL"))
                .toList();
    }

    private static List<String> comments(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(StructField::getComment)
                .map(comment -> comment.getOrElse(() -> ""))
                .toList();
    }

    private static List<String> comments(Table table) {
        return table.columns().stream().map(column -> column.traits().comment()).toList();
    }
}
