package dev.almanac.jobs.recommend.lists;

import dev.almanac.jobs.recommend.model.Candidates;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The list of one user while it is filled. */
final class Places {
    /** The origin of a place that a rule gave. */
    static final int PINNED = -1;

    private final Candidates items;
    private final Arrangement rules;
    private final BitSet out;
    private final int n;
    private final List<Row> rows = new ArrayList<>();
    private final List<Map<Integer, Integer>> taken;
    /** The quotas that have turned a candidate away: whoever comes after it moved up because of them. */
    private final BitSet felt = new BitSet();

    /** @param out what the user has seen; what is listed is added */
    Places(Candidates items, Arrangement rules, BitSet out, int n) {
        this.items = items;
        this.rules = rules;
        this.out = out;
        this.n = n;
        this.taken = rules.quotas().stream()
                .<Map<Integer, Integer>>map(quota -> new HashMap<>())
                .toList();
    }

    boolean full() {
        return rows.size() == n;
    }

    Seq<Row> rows() {
        return CollectionConverters.asScala(rows).toSeq();
    }

    /** Gives the first places to what a rule wants there. */
    void pin(FixedOrder order) {
        for (var pin : rules.pins()) {
            int left = pin.places();
            for (int candidate : pin.candidates()) {
                if (left > 0 && !full() && !out.get(candidate)) {
                    add(candidate, order.score(candidate), PINNED, List.of(pin.rule()));
                    left--;
                }
            }
        }
    }

    /** As {@link Arrangement#boost}. */
    void boost(double[] scores) {
        rules.boost(scores);
    }

    /** Takes the scores of what is not to be listed. */
    void leaveOut(double[] scores) {
        for (int i = out.nextSetBit(0); i >= 0; i = out.nextSetBit(i + 1)) {
            scores[i] = Double.NaN;
        }
    }

    /** Lists a candidate, unless it is out, the list is full or a quota is used up. */
    void offer(int candidate, double score, int origin) {
        if (full() || out.get(candidate) || isOverQuota(candidate)) {
            return;
        }
        var touched = new ArrayList<String>(rules.boostsOf(candidate));
        felt.stream().forEach(quota -> touched.add(rules.quotas().get(quota).rule()));
        add(candidate, score, origin, touched);
    }

    private void add(int candidate, double score, int origin, List<String> touchedBy) {
        rows.add(RowFactory.create(
                items.id(candidate),
                score,
                origin,
                CollectionConverters.asScala(touchedBy).toSeq()));
        out.set(candidate);
        for (int i = 0; i < taken.size(); i++) {
            taken.get(i).merge(rules.quotas().get(i).kinds().get(candidate), 1, Integer::sum);
        }
    }

    private boolean isOverQuota(int candidate) {
        for (int i = 0; i < taken.size(); i++) {
            var quota = rules.quotas().get(i);
            int kind = quota.kinds().get(candidate);
            if (kind >= 0 && taken.get(i).getOrDefault(kind, 0) >= quota.places()) {
                felt.set(i);
                return true;
            }
        }
        return false;
    }
}
