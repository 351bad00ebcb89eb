package dev.almanac.jobs.recommend.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplesTest {
    private static final int USERS = 400;

    /** Users with a figure drawn uniformly from an interval, dealt out to some tasks and put together again. */
    private static Resamples users(double from, double to, int resamples, int tasks) {
        var random = new Random(7);
        var parts = Stream.generate(() -> new Resamples(1, resamples, 2))
                .limit(tasks)
                .toList();
        for (int user = 0; user < USERS; user++) {
            double figure = from + (to - from) * random.nextDouble();
            parts.get(user % tasks).add(user * 7919L, new double[] {figure, 1 - figure});
        }
        return parts.stream().reduce(new Resamples(1, resamples, 2), Resamples::merge);
    }

    @Test
    void theIntervalHasTheWidthThatTheoryGives() {
        var interval = users(0, 1, 1000, 2).of(0);
        // The standard error of the mean of 400 uniform numbers is 1/sqrt(12 * 400); the interval is 3.92 of them wide.
        double width = 3.92 / Math.sqrt(12.0 * USERS);
        assertThat(interval.upper() - interval.lower()).isCloseTo(width, within(0.15 * width));
        assertThat(interval.value()).isBetween(interval.lower(), interval.upper());
    }

    /** Up to 32, which novelty can reach. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1, 31.7})
    void aConstantHasNoUncertainty(double constant) {
        var interval = users(constant, constant, 200, 3).of(0);
        assertThat(interval.value()).isCloseTo(constant, within(1e-9));
        assertThat(interval.lower()).isEqualTo(interval.value());
        assertThat(interval.upper()).isEqualTo(interval.value());
    }

    @Test
    void figuresDoNotDependOnHowUsersArePartitioned() {
        var one = users(0, 1, 200, 1);
        assertThat(users(0, 1, 200, 7).of(0)).isEqualTo(one.of(0));
        assertThat(users(0, 1, 200, 2).of(1)).isEqualTo(one.of(1));
    }

    /** Every user weighs the same in all figures, so what adds up for each user adds up in every resample. */
    @Test
    void allFiguresMeetTheSameResamples() {
        var both = users(0, 1, 300, 2);
        assertThat(both.of(1).lower()).isCloseTo(1 - both.of(0).upper(), within(1e-9));
        assertThat(both.of(1).upper()).isCloseTo(1 - both.of(0).lower(), within(1e-9));
    }

    @Test
    void aSmallDifferenceThatEveryUserSharesIsFoundInPairs() {
        var difference = users(0.01, 1.01, 500, 2).over(users(0, 1, 500, 3), 0);
        // Unpaired, the interval of either mean alone is .056 wide and would hide a difference of .01.
        assertThat(difference.lower()).isCloseTo(0.01, within(1e-9));
        assertThat(difference.upper()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void modelsJudgedOnOtherUsersAreNotCompared() {
        var all = users(0, 1, 100, 2);
        var asMany = new Resamples(1, 100, 2);
        for (int user = 0; user < USERS; user++) {
            asMany.add(user * 7907L, new double[2]);
        }
        assertThat(asMany.users()).isEqualTo(all.users());
        assertThatThrownBy(() -> all.over(asMany, 0)).hasMessageContaining("same users");
    }

    @Test
    void nobodyHasFiguresOfNought() {
        var nobody = new Resamples(1, 100, 2);
        assertThat(nobody.users()).isZero();
        assertThat(nobody.of(1)).isEqualTo(new Interval(0, 0, 0));
    }
}
