package dev.almanac.jobs.recommend.rules;

import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_micros;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.lists.ItemTags;
import dev.almanac.jobs.recommend.lists.MarginalRelevance;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.settings.ListSettings;
import dev.almanac.jobs.recommend.settings.RuleSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A recommender's business rules over the items of one run. */
public final class HouseRules {
    private static final double MICROS_OF_DAY = Duration.ofDays(1).toMillis() * 1000.0;

    private final TreeMap<String, RuleSettings> rules;
    private final ListSettings settings;
    private final Instant end;

    /** @param end the run's end, from which age counts back */
    public HouseRules(ListSettings settings, Instant end) {
        this.rules = new TreeMap<>(settings.rules());
        this.settings = settings;
        this.end = end;
    }

    /** The items that no rule excludes. */
    public Dataset<Row> allowed(Dataset<Row> items) {
        var allowed = aged(items);
        for (var name : exclusions()) {
            allowed = allowed.filter(not(excludes(name, allowed)));
        }
        return allowed.drop("age_days");
    }

    /** The rules that exclude an item. */
    public List<String> excluding(Dataset<Row> item) {
        var aged = aged(item);
        return exclusions().stream()
                .filter(name -> !aged.filter(excludes(name, aged)).isEmpty())
                .toList();
    }

    private List<String> exclusions() {
        return rules.keySet().stream()
                .filter(name -> rules.get(name).exclude().isPresent())
                .toList();
    }

    private Column excludes(String name, Dataset<Row> items) {
        return coalesce(sql(name, items).cast("boolean"), lit(false));
    }

    /** How the lists are arranged, from one pass over the items. */
    public Arrangement arrangement(Dataset<Row> items, Candidates candidates) {
        var names = rules.keySet().stream()
                .filter(name -> rules.get(name).exclude().isEmpty())
                .toList();
        var columns = new ArrayList<Column>(List.of(col("item_id"), array_compact(col("tags"))));
        var known = aged(items);
        names.forEach(name -> columns.add(said(name, known)));
        var tags = new ItemTags.Builder(candidates);
        var findings =
                names.stream().map(name -> new Finding(candidates.size())).toList();
        var rows = known.orderBy(col("available_from").desc_nulls_last(), col("item_id"))
                .select(columns.toArray(Column[]::new))
                .toLocalIterator();
        while (rows.hasNext()) {
            var row = rows.next();
            int number = candidates.number(row.getString(0));
            if (number >= 0) {
                tags.put(number, row.isNullAt(1) ? List.of() : row.getList(1));
                for (int i = 0; i < findings.size(); i++) {
                    findings.get(i).add(number, row.getString(2 + i));
                }
            }
        }
        var pins = new ArrayList<Arrangement.Pin>();
        var boosts = new ArrayList<Arrangement.Boost>();
        var quotas = new ArrayList<Arrangement.Quota>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var found = findings.get(i);
            var rule = rules.get(name);
            rule.include().ifPresent(include -> pins.add(new Arrangement.Pin(name, found.matching, include.places())));
            rule.boost().ifPresent(boost -> boosts.add(new Arrangement.Boost(name, found.matches(), boost.by())));
            rule.quota().ifPresent(quota -> quotas.add(new Arrangement.Quota(name, found.kinds, quota.places())));
        }
        var variety = new MarginalRelevance(settings.refinement().diversity(), tags.build());
        return new Arrangement(pins, boosts, quotas, variety);
    }

    /** What a rule says of each item: the kind for a quota, else whether it is about the item. */
    private Column said(String name, Dataset<Row> items) {
        var said = sql(name, items);
        var kindOrNot = rules.get(name).quota().isPresent() ? said : said.cast("boolean");
        return kindOrNot.cast("string");
    }

    /** A rule's expression over the items. */
    private Column sql(String name, Dataset<Row> items) {
        var column = expr(rules.get(name).sql());
        try {
            items.select(column);
            return column;
        } catch (Exception wrong) { // Spark's AnalysisException is checked but not declared
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "apply rule " + name,
                    "'%s' is no expression over the items: %s"
                            .formatted(
                                    rules.get(name).sql(),
                                    wrong.getMessage().lines().findFirst().orElse("")),
                    "Correct rules." + name + "; items have the columns " + String.join(", ", items.columns()));
        }
    }

    private Dataset<Row> aged(Dataset<Row> items) {
        var age = unix_micros(lit(end)).minus(unix_micros(col("available_from")));
        return items.withColumn("age_days", age.divide(lit(MICROS_OF_DAY)));
    }

    /** What a rule's SQL says of the candidates. */
    private static final class Finding {
        private final List<Integer> matching = new ArrayList<>();
        private final List<Integer> kinds;
        private final HashMap<String, Integer> numbers = new HashMap<>();

        Finding(int candidates) {
            kinds = new ArrayList<>(Collections.nCopies(candidates, -1));
        }

        void add(int candidate, String value) {
            if (value != null) {
                kinds.set(candidate, numbers.computeIfAbsent(value, each -> numbers.size()));
                if (value.equals("true")) {
                    matching.add(candidate);
                }
            }
        }

        BitSet matches() {
            var matches = new BitSet(kinds.size());
            matching.forEach(matches::set);
            return matches;
        }
    }
}
