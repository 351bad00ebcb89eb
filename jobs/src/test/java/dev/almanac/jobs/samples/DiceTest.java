package dev.almanac.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DiceTest {

    /** Protects committed samples: another stream of numbers would change every one of them. */
    @Test
    void theStreamOfNumbersNeverChanges() {
        var dice = new Dice(42, "test", 7);
        assertThat(new double[] {dice.share(), dice.share(), dice.share()})
                .containsExactly(0.2759334844672613, 0.17050374024980963, 0.7289295683917079);
    }

    /** Neighbouring keys must not give neighbouring numbers. */
    @Test
    void sharesAreSpreadEvenlyOverKeys() {
        double[] first = DoubleStream.iterate(0, key -> key + 1)
                .limit(10_000)
                .map(key -> new Dice(1, "spread", (long) key).share())
                .toArray();
        assertThat(DoubleStream.of(first).average().orElseThrow()).isBetween(0.49, 0.51);
        for (int tenth = 0; tenth < 10; tenth++) {
            double from = tenth / 10.0;
            assertThat(DoubleStream.of(first)
                            .filter(share -> share >= from && share < from + 0.1)
                            .count())
                    .isBetween(880L, 1_120L);
        }
    }

    @Test
    void indexesAreDrawnByTheirWeights() {
        var dice = new Dice(1, "weights", 0);
        double[] sums = Dice.runningSums(new double[] {1, 0, 3});
        int[] counts = new int[3];
        for (int draw = 0; draw < 10_000; draw++) {
            counts[dice.from(sums)]++;
        }
        assertThat(counts[1]).isZero();
        assertThat(counts[2]).isBetween(7_300, 7_700);
    }

    @Test
    void normalNumbersHaveMeanZeroAndDeviationOne() {
        var dice = new Dice(1, "normal", 0);
        double[] drawn = DoubleStream.generate(dice::normal).limit(20_000).toArray();
        assertThat(DoubleStream.of(drawn).average().orElseThrow()).isBetween(-0.03, 0.03);
        assertThat(DoubleStream.of(drawn)
                        .map(number -> number * number)
                        .average()
                        .orElseThrow())
                .isBetween(0.95, 1.05);
    }
}
