package dev.almanac.jobs.recommend.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {

    @Test
    void giniWorkedOutByHand() {
        // n = 4, ascending 0, 1, 2, 5: (-3*0 - 1*1 + 1*2 + 3*5) / (4 * 8) = 16/32
        assertThat(Exposure.giniOf(5, 0, 2, 1)).isEqualTo(0.5);
        // n = 2: (-1*1 + 1*3) / (2 * 4)
        assertThat(Exposure.giniOf(3, 1)).isEqualTo(0.25);
    }

    @Test
    void equalExposureIsZero() {
        assertThat(Exposure.giniOf(7, 7, 7, 7, 7)).isZero();
        assertThat(Exposure.giniOf(7)).isZero();
        assertThat(Exposure.giniOf(0, 0, 0)).isZero();
        assertThat(Exposure.giniOf()).isZero();
    }

    @Test
    void oneThatHasEverythingIsAsUnequalAsCanBe() {
        assertThat(Exposure.giniOf(0, 0, 9, 0, 0)).isEqualTo(4.0 / 5);
    }

    /** It has no unit and no order, lies below (n - 1)/n, and falls when places go from the most to the least listed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lawsOfGini(long seed) {
        var random = new Random(seed);
        var counts = random.longs(2 + random.nextInt(20), 0, 50).sorted().toArray();
        int last = counts.length - 1;
        counts[last] += 2;
        double gini = Exposure.giniOf(counts);
        assertThat(gini).isBetween(0.0, (double) last / counts.length);

        var tenfold = counts.clone();
        var backwards = new long[counts.length];
        for (int i = 0; i <= last; i++) {
            tenfold[i] *= 10;
            backwards[last - i] = counts[i];
        }
        assertThat(Exposure.giniOf(tenfold)).isCloseTo(gini, within(1e-12));
        assertThat(Exposure.giniOf(backwards)).isEqualTo(gini);

        counts[last]--;
        counts[0]++;
        assertThat(Exposure.giniOf(counts)).isLessThan(gini);
    }
}
