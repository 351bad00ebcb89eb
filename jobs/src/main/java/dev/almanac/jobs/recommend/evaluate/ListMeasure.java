package dev.almanac.jobs.recommend.evaluate;

/**
 * What a list is like beyond being right: these look at the items in it.
 *
 * <p>n is the number of items in the first k places: k, or the length of a list that is shorter. An empty list scores 0.
 */
public enum ListMeasure implements Measure {
    /**
     * The mean self-information of the n items, in bits: -log2((u + 1) / (U + 1)), where u of the U users in training used
     * the item. So it lies between 0, when everyone used all of them, and log2(U + 1), when nobody used any: the 1 stands
     * for one more user who used everything, else an unused item would count infinitely much. Zhou, Kuscsik, Liu, Medo,
     * Wakeling, Zhang, "Solving the apparent diversity-accuracy dilemma of recommender systems", PNAS 107(10), 2010.
     */
    NOVELTY {
        @Override
        public double of(RankedList list, int k) {
            double sum = 0;
            int n = list.size(k);
            for (int place = 0; place < n; place++) {
                sum += list.items().selfInformation(list.item(place));
            }
            return n == 0 ? 0 : sum / n;
        }
    },
    /**
     * 1 less the mean Jaccard similarity of the tags over the n(n - 1)/2 pairs of the n items; two items without tags are
     * alike. 0 when n is 1: one item is no variety. Ziegler, McNee, Konstan, Lausen, "Improving recommendation lists
     * through topic diversification", WWW 2005, where the sum of similarities is taken.
     */
    DIVERSITY {
        @Override
        public double of(RankedList list, int k) {
            double similarities = 0;
            int n = list.size(k);
            for (int one = 1; one < n; one++) {
                for (int other = 0; other < one; other++) {
                    similarities += list.items().similarity(list.item(one), list.item(other));
                }
            }
            return n < 2 ? 0 : 1 - similarities / (n * (n - 1) / 2.0);
        }
    },
    /**
     * The number of the first k places with an item that is relevant and not obvious, divided by k. Obvious are the k
     * items that the user would have got by popularity: the most used candidates in training without those the user has
     * seen. Ge, Delgado-Battenfeld, Jannach, "Beyond accuracy: evaluating recommender systems by coverage and
     * serendipity", RecSys 2010, with popularity as the primitive recommender.
     */
    SERENDIPITY {
        @Override
        public double of(RankedList list, int k) {
            int surprises = 0;
            for (int place = 0; place < list.size(k); place++) {
                surprises += list.isHit(place) && !list.isObvious(place, k) ? 1 : 0;
            }
            return (double) surprises / k;
        }
    },
    /**
     * The share of the n items that are young: available from a moment that lies at most a configured number of days
     * before the test's begin. An item that says no moment is not young. The measure is Almanac's own.
     */
    YOUNG_SHARE {
        @Override
        public double of(RankedList list, int k) {
            int young = 0;
            int n = list.size(k);
            for (int place = 0; place < n; place++) {
                young += list.items().isYoung(list.item(place)) ? 1 : 0;
            }
            return n == 0 ? 0 : (double) young / n;
        }
    }
}
