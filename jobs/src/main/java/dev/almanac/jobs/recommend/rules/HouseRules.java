package dev.almanac.jobs.recommend.rules;

import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.lists.ItemTags;
import dev.almanac.jobs.recommend.lists.MarginalRelevance;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.settings.ListSettings;
import dev.almanac.jobs.recommend.settings.RuleSettings;
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
    private final TreeMap<String, RuleSettings> rules;
    private final ListSettings settings;
    private final RuleColumns columns;

    /** @param end the run's end, from which age counts back */
    public HouseRules(ListSettings settings, Instant end) {
        this.rules = new TreeMap<>(settings.rules());
        this.settings = settings;
        this.columns = new RuleColumns(rules, end);
    }

    /**
     * Tries every rule on every item before a night depends on it: Spark's own error would name no rule.
     *
     * @param recommender whose rules they are, for the error
     * @throws AlmanacException of kind CONFIG when a rule cannot be applied to an item
     */
    public void check(String recommender, Dataset<Row> items) {
        if (!rules.isEmpty()) {
            columns.check(recommender, items);
        }
    }

    /** The items that no rule excludes. */
    public Dataset<Row> allowed(Dataset<Row> items) {
        var allowed = columns.aged(items);
        for (var name : exclusions()) {
            allowed = allowed.filter(not(columns.excludes(name)));
        }
        return allowed.drop(RuleColumns.AGE);
    }

    /** The rules that exclude an item. */
    public List<String> excluding(Dataset<Row> item) {
        var aged = columns.aged(item);
        return exclusions().stream()
                .filter(name -> !aged.filter(columns.excludes(name)).isEmpty())
                .toList();
    }

    private List<String> exclusions() {
        return rules.keySet().stream()
                .filter(name -> rules.get(name).exclude().isPresent())
                .toList();
    }

    /** How the lists are arranged, from one pass over the items. */
    public Arrangement arrangement(Dataset<Row> items, Candidates candidates) {
        var names = rules.keySet().stream()
                .filter(name -> rules.get(name).exclude().isEmpty())
                .toList();
        var wanted = new ArrayList<Column>(List.of(col("item_id"), array_compact(col("tags"))));
        names.forEach(name -> wanted.add(columns.says(name)));
        var tags = new ItemTags.Builder(candidates);
        var findings =
                names.stream().map(name -> new Finding(candidates.size())).toList();
        var rows = columns.aged(items)
                .orderBy(col("available_from").desc_nulls_last(), col("item_id"))
                .select(wanted.toArray(Column[]::new))
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
