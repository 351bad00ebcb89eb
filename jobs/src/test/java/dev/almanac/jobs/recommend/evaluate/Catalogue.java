package dev.almanac.jobs.recommend.evaluate;

import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.model.Candidates;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Items and who used them, for tests; rows are added in place. */
final class Catalogue {
    static final Instant CUT = Instant.parse("2026-03-01T00:00:00Z");
    static final int YOUNG_DAYS = 7;

    private static final StructType ITEM = new StructType()
            .add("item_id", DataTypes.StringType)
            .add("tags", DataTypes.createArrayType(DataTypes.StringType))
            .add("available_from", DataTypes.TimestampType);

    private static final StructType USE =
            new StructType().add("user_id", DataTypes.StringType).add("item_id", DataTypes.StringType);

    private final List<Row> items = new ArrayList<>();
    private final List<Row> uses = new ArrayList<>();

    /**
     * Six items that seven users used:
     *
     * <pre>
     * item  used by  tags   available from
     * a     7        x, y
     * b     3        y, z   a minute more than 7 days before the cut
     * c     1
     * d     0        y, x   two days before the cut
     * e     0        null
     * f     0        z      7 days before the cut
     * </pre>
     *
     * An eighth item, which one of the seven users used, is no candidate.
     */
    static Catalogue ofSix() {
        return new Catalogue()
                .item("a", List.of("x", "y"), null)
                .item("b", List.of("y", "z"), Instant.parse("2026-02-21T23:59:00Z"))
                .item("c", List.of(), null)
                .item("d", List.of("y", "x", "x"), Instant.parse("2026-02-27T00:00:00Z"))
                .item("e", null, null)
                .item("f", List.of("z"), Instant.parse("2026-02-22T00:00:00Z"))
                .used("a", 7)
                .used("b", 3)
                .used("c", 1)
                .used("gone", 1);
    }

    /** @param tags null for unknown */
    Catalogue item(String id, List<String> tags, Instant from) {
        items.add(RowFactory.create(
                id, tags == null ? null : tags.toArray(), from == null ? null : Timestamp.from(from)));
        return this;
    }

    /** Has the first few users use an item. */
    Catalogue used(String item, int users) {
        for (int user = 0; user < users; user++) {
            use("user-" + user, item);
        }
        return this;
    }

    Catalogue use(String user, String item) {
        uses.add(RowFactory.create(user, item));
        return this;
    }

    Candidates candidates() {
        return Candidates.of(table(items, ITEM), items.size());
    }

    ItemKnowledge knowledge() {
        return knowledge(CUT, YOUNG_DAYS);
    }

    ItemKnowledge knowledge(Instant cut, int youngDays) {
        return ItemKnowledge.of(table(items, ITEM), table(uses, USE), candidates(), cut, youngDays);
    }

    private static Dataset<Row> table(List<Row> rows, StructType schema) {
        return SharedSpark.session().createDataFrame(rows, schema).repartition(2);
    }
}
