package dev.almanac.jobs.recommend.lists;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Makes the lists of one partition of users, one user at a time, with one array of scores for all of them. */
final class ListTask implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final int USER = 0;
    private static final int PERSONAL = 1;
    private static final int SEEN = 2;
    private static final int STATE = 3;

    private final Broadcast<Candidates> candidates;
    private final Broadcast<FixedOrder> fallback;
    private final CandidateScores scores;
    private final int n;

    /** @param scores null when no list is personal */
    ListTask(Broadcast<Candidates> candidates, Broadcast<FixedOrder> fallback, CandidateScores scores, int n) {
        this.candidates = candidates;
        this.fallback = fallback;
        this.scores = scores;
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
        private final double[] all = new double[items.size()];
        private final BitSet out = new BitSet(items.size());
        private final TopN top = new TopN(Math.min(n, items.size()));

        Row of(Row user) {
            leaveOutSeen(user);
            var places = new ArrayList<Row>(n);
            if (scores != null && user.getBoolean(PERSONAL) && !user.isNullAt(STATE)) {
                addPersonal(user, places);
            }
            fillUp(places);
            return RowFactory.create(
                    user.getString(USER), CollectionConverters.asScala(places).toSeq());
        }

        private void leaveOutSeen(Row user) {
            out.clear();
            if (!user.isNullAt(SEEN)) {
                for (String item : user.<String>getList(SEEN)) {
                    int number = items.number(item);
                    if (number >= 0) {
                        out.set(number);
                    }
                }
            }
        }

        private void addPersonal(Row user, List<Row> places) {
            scores.fill(user, STATE, all);
            for (int seen = out.nextSetBit(0); seen >= 0; seen = out.nextSetBit(seen + 1)) {
                all[seen] = Double.NaN;
            }
            for (int number : top.of(all)) {
                places.add(RowFactory.create(items.id(number), all[number], true));
                out.set(number);
            }
        }

        private void fillUp(List<Row> places) {
            for (int place = 0; place < order.size() && places.size() < n; place++) {
                int number = order.at(place);
                if (!out.get(number)) {
                    places.add(RowFactory.create(items.id(number), order.score(number), false));
                }
            }
        }
    }
}
