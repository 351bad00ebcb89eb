package dev.almanac.jobs.recommend.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopNTest {

    /** Against a full sort, on random scores with many ties, gaps (NaN), infinities and fewer scores than places. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void equalsAFullSort(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            var scores = random.doubles(random.nextInt(40), 0, 8)
                    .map(x -> x < 1 ? Double.NaN : x > 7.8 ? Double.NEGATIVE_INFINITY : Math.floor(x) - 4)
                    .toArray();
            int n = 1 + random.nextInt(12);
            var expected = IntStream.range(0, scores.length)
                    .filter(i -> !Double.isNaN(scores[i]))
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -scores[i])
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(n)
                    .mapToInt(Integer::intValue)
                    .toArray();
            var top = new TopN(n);
            assertThat(top.of(scores)).isEqualTo(expected);
            assertThat(top.of(scores)).as("used again").isEqualTo(expected);
        }
    }
}
