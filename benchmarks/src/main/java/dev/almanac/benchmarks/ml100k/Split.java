package dev.almanac.benchmarks.ml100k;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Ratings to train on, and ratings to be found. */
record Split(List<Rating> train, List<Rating> test) {
    private static final double TRAIN_SHARE = 0.75;

    private record Drawn(Rating rating, double random) {}

    /**
     * The split of LF Recommenders, {@code python_stratified_split(filter_by="item", ratio=0.75)}: of each item the
     * ratings are put in random order and those up to three quarters of their number are for training. An item with one
     * rating is thus only tested.
     *
     * @param ratings in the order of the file, since each draws its number in turn
     */
    static Split byItem(List<Rating> ratings, int seed) {
        var random = new NumpyRandom(seed);
        var train = new ArrayList<Rating>();
        var test = new ArrayList<Rating>();
        ratings.stream()
                .map(rating -> new Drawn(rating, random.next()))
                .collect(Collectors.groupingBy(drawn -> drawn.rating().item()))
                .values()
                .forEach(ofItem -> {
                    var shuffled = ofItem.stream()
                            .sorted(Comparator.comparingDouble(Drawn::random))
                            .toList();
                    for (int rank = 1; rank <= shuffled.size(); rank++) {
                        boolean trains = (double) rank / shuffled.size() <= TRAIN_SHARE;
                        (trains ? train : test).add(shuffled.get(rank - 1).rating());
                    }
                });
        return new Split(List.copyOf(train), List.copyOf(test));
    }
}
