package dev.almanac.jobs.recommend.lists;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes the lists of one partition of users, one user at a time, with one array of scores for all of them. */
final class ListTask implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final int USER = 0;
    private static final int PERSONAL = 1;
    private static final int SEEN = 2;
    private static final int FIRST_STATE = 3;

    private final Broadcast<Candidates> candidates;
    private final Broadcast<FixedOrder> fallback;
    private final Broadcast<Arrangement> arrangement;
    private final List<CandidateScores> scorers;
    private final int n;

    /** @param scorers in the order in which they are asked; the user's state for each is in the row's columns from the fourth on */
    ListTask(
            Broadcast<Candidates> candidates,
            Broadcast<FixedOrder> fallback,
            Broadcast<Arrangement> arrangement,
            List<CandidateScores> scorers,
            int n) {
        this.candidates = candidates;
        this.fallback = fallback;
        this.arrangement = arrangement;
        this.scorers = scorers;
        this.n = n;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> users) {
        var lists = new Lists();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return users.hasNext();
            }

            @Override
            public Row next() {
                return lists.of(users.next());
            }
        };
    }

    private final class Lists {
        private final Candidates items = candidates.value();
        private final FixedOrder order = fallback.value();
        private final Arrangement rules = arrangement.value();
        private final double[] all = new double[items.size()];
        private final BitSet seen = new BitSet(items.size());
        private final TopN pool = new TopN(Math.min(rules.pool(n), items.size()));

        Row of(Row user) {
            markSeen(user);
            var places = new Places(items, rules, seen, n);
            places.pin(order);
            if (user.getBoolean(PERSONAL)) {
                for (int i = 0; i < scorers.size() && !places.full(); i++) {
                    if (!user.isNullAt(FIRST_STATE + i)) {
                        scorers.get(i).fill(user, FIRST_STATE + i, all);
                        addBest(places, i);
                    }
                }
            }
            for (int place = 0; place < order.size() && !places.full(); place++) {
                places.offer(order.at(place), order.score(order.at(place)), scorers.size());
            }
            return RowFactory.create(user.getString(USER), places.rows());
        }

        private void markSeen(Row user) {
            seen.clear();
            if (!user.isNullAt(SEEN)) {
                for (String item : user.<String>getList(SEEN)) {
                    int number = items.number(item);
                    if (number >= 0) {
                        seen.set(number);
                    }
                }
            }
        }

        /** Takes from pools of the best that are left, until the list is full or nothing with a score is. */
        private void addBest(Places places, int scorer) {
            places.boost(all);
            places.leaveOut(all);
            var best = pool.of(all);
            while (best.length > 0 && !places.full()) {
                rules.variety().reorder(best, all);
                for (int number : best) {
                    places.offer(number, all[number], scorer);
                    all[number] = Double.NaN;
                }
                best = pool.of(all);
            }
        }
    }
}
