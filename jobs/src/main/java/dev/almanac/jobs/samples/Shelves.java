package dev.almanac.jobs.samples;

import java.io.Serializable;
import java.util.Arrays;

/** The items of each topic that are there at some time of each week, ready to be drawn by appeal. */
final class Shelves implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long SECONDS_OF_WEEK = 7L * 86_400;

    private final long start;
    private final int weeks;
    /** Item numbers per topic and week. */
    private final int[][] items;
    /** Running sums of their appeal. */
    private final double[][] appeals;

    Shelves(Catalogue catalogue, int topics, Calendar calendar) {
        start = calendar.start();
        weeks = calendar.plan().weeks();
        int[] sizes = new int[topics * weeks];
        forEachPlace(catalogue, (shelf, no) -> sizes[shelf]++);
        items = new int[topics * weeks][];
        appeals = new double[topics * weeks][];
        Arrays.setAll(items, shelf -> new int[sizes[shelf]]);
        Arrays.fill(sizes, 0);
        forEachPlace(catalogue, (shelf, no) -> items[shelf][sizes[shelf]++] = no);
        for (int shelf = 0; shelf < items.length; shelf++) {
            appeals[shelf] = Dice.runningSums(Arrays.stream(items[shelf])
                    .mapToDouble(no -> catalogue.appeal[no])
                    .toArray());
        }
    }

    /** An item of the topic, drawn by appeal among those there in the moment's week; -1 if there is none. */
    int draw(Dice dice, int topic, long moment) {
        int shelf = topic * weeks + week(moment);
        return items[shelf].length == 0 ? -1 : items[shelf][dice.from(appeals[shelf])];
    }

    /** The chance that {@link #draw} from an item's topic brings up the item; the item is there in the moment's week. */
    double share(Catalogue catalogue, int no, long moment) {
        double[] sums = appeals[catalogue.topic[no] * weeks + week(moment)];
        return catalogue.appeal[no] / sums[sums.length - 1];
    }

    private void forEachPlace(Catalogue catalogue, Place place) {
        for (int no = 0; no < catalogue.size(); no++) {
            long end = start + weeks * SECONDS_OF_WEEK;
            if (catalogue.until[no] > start && catalogue.from[no] < end) {
                int last = week(Math.min(catalogue.until[no], end) - 1);
                for (int week = week(Math.max(catalogue.from[no], start)); week <= last; week++) {
                    place.put(catalogue.topic[no] * weeks + week, no);
                }
            }
        }
    }

    private int week(long moment) {
        return (int) Math.min(weeks - 1, Math.max(0, (moment - start) / SECONDS_OF_WEEK));
    }

    private interface Place {
        void put(int shelf, int no);
    }
}
