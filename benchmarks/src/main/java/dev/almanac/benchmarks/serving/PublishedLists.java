package dev.almanac.benchmarks.serving;

import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.And;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;

/** The lists that a domain has published, for an application. Any number of threads may read while one polls. */
final class PublishedLists {
    private static final int BUCKETS = 64;

    /** One place of a list. */
    record Place(int rank, String itemId, Instant validUntil) {}

    /**
     * What to show.
     *
     * @param personal whether it is the user's own list; otherwise it is what is popular
     * @param places by rank
     */
    record ServedList(boolean personal, List<Place> places) {
        /** Whether it is of a recent night; where it is not, nights have failed. */
        boolean isFresh(Instant now) {
            return places.stream().allMatch(place -> now.isBefore(place.validUntil()));
        }
    }

    /** A row of {@code publications}: its place in the group's history, and the versions it names, by table. */
    private record Entry(long sequence, Map<String, Long> versions) {}

    /** What is served from now. */
    private record Publication(long sequence, TableVersion lists, TableVersion popular) {}

    private final Engine engine;
    private final String domain;
    private volatile Publication current;

    /**
     * @param domain the domain's folder in the warehouse
     */
    PublishedLists(Configuration hadoop, String domain) {
        this.engine = DefaultEngine.create(hadoop);
        this.domain = domain;
    }

    // tag::poll
    /** Looks for a newer publication, and from then on reads at its versions. Says whether there was one. */
    boolean poll() {
        long known = current == null ? 0 : current.sequence();
        var newest = publicationsAfter(known).stream().max(Comparator.comparingLong(Entry::sequence));
        newest.ifPresent(entry -> current =
                new Publication(entry.sequence(), open("recommendations_v1", entry), open("popular_items_v1", entry)));
        return newest.isPresent();
    }

    private List<Entry> publicationsAfter(long sequence) {
        var ofGroup = equal("table_group", Literal.ofString("recommendations"));
        var newer = new Predicate(">", new Column("sequence"), Literal.ofLong(sequence));
        try {
            return TableVersion.newest(engine, domain + "/publications")
                    .rows(List.of("sequence", "tables", "table_group"), new And(ofGroup, newer), PublishedLists::entry);
        } catch (TableNotFoundException nothingWasPublishedYet) {
            return List.of();
        }
    }

    private static Entry entry(Row row) {
        var tables = row.getArray(1).getElements();
        var versions = new HashMap<String, Long>();
        for (int i = 0; i < tables.getSize(); i++) {
            versions.put(tables.getChild(0).getString(i), tables.getChild(1).getLong(i));
        }
        return new Entry(row.getLong(0), versions);
    }

    private TableVersion open(String table, Entry publication) {
        return TableVersion.at(
                engine, domain + "/" + table, publication.versions().get(table));
    }
    // end::poll

    // tag::list
    /** The user's list, or what is popular where the user has none. */
    ServedList listOf(String recommender, String userId) {
        var publication = current;
        if (publication == null) {
            throw new IllegalStateException(
                    "Cannot serve a list: no publication was found yet. Poll until there is one.");
        }
        var ofRecommender = equal("recommender", Literal.ofString(recommender));
        var ofUser = new And(
                equal("user_bucket", Literal.ofInt(bucket(userId))), equal("user_id", Literal.ofString(userId)));
        var own = publication
                .lists()
                .rows(
                        List.of("rank", "item_id", "valid_until", "recommender", "user_bucket", "user_id"),
                        new And(ofRecommender, ofUser),
                        PublishedLists::place);
        if (!own.isEmpty()) {
            return new ServedList(true, byRank(own));
        }
        var popular = publication
                .popular()
                .rows(List.of("rank", "item_id", "valid_until", "recommender"), ofRecommender, PublishedLists::place);
        return new ServedList(false, byRank(popular));
    }

    static int bucket(String userId) {
        var crc = new CRC32();
        crc.update(userId.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % BUCKETS);
    }
    // end::list

    private static Place place(Row row) {
        return new Place(row.getInt(0), row.getString(1), Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS));
    }

    private static List<Place> byRank(List<Place> places) {
        return places.stream().sorted(Comparator.comparingInt(Place::rank)).toList();
    }

    private static Predicate equal(String column, Literal value) {
        return new Predicate("=", new Column(column), value);
    }
}
