package dev.almanac.jobs.recommend.lists;

import java.util.Arrays;

/**
 * The best few of many scores in one pass, in memory of the few: score descending, then number ascending. NaN is never
 * taken.
 */
final class TopN {
    private final int[] numbers;
    private final double[] scores;
    private int size;

    TopN(int n) {
        numbers = new int[n];
        scores = new double[n];
    }

    /** The numbers of the best scores, best first. */
    int[] of(double[] all) {
        size = 0;
        for (int number = 0; number < all.length; number++) {
            double score = all[number];
            // Numbers come in ascending order, so an equal score is a worse one; NaN fails both comparisons.
            if (size < scores.length ? !Double.isNaN(score) : score > scores[size - 1]) {
                insert(number, score);
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    private void insert(int number, double score) {
        int place = size < scores.length ? size++ : size - 1;
        while (place > 0 && score > scores[place - 1]) {
            scores[place] = scores[place - 1];
            numbers[place] = numbers[place - 1];
            place--;
        }
        scores[place] = score;
        numbers[place] = number;
    }
}
