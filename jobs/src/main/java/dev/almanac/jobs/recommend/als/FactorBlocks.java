package dev.almanac.jobs.recommend.als;

import dev.almanac.jobs.recommend.model.CandidateScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The candidates' factors in blocks, each sent to the executors once. Memory on the driver and on each executor:
 * candidates x rank x 4 bytes; a task adds 8 bytes per candidate for the scores of the one user it is at.
 *
 * <p>Within a block the values of one factor lie together: the inner loop then runs along the items, has no sum carried
 * from step to step, and the JIT turns it into vector instructions. Every score is summed in the order of the factors,
 * so it is the same wherever it is computed.
 */
final class FactorBlocks implements CandidateScores {
    private static final long serialVersionUID = 1L;
    private static final int BLOCK = 4096;

    /** By block: factors x items. */
    private final List<Broadcast<float[][]>> blocks;

    private FactorBlocks(List<Broadcast<float[][]>> blocks) {
        this.blocks = blocks;
    }

    @Override
    public void fill(Row user, int state, double[] scores) {
        List<Float> factors = user.getList(state);
        var partial = new float[Math.min(BLOCK, scores.length)];
        int from = 0;
        for (var block : blocks) {
            int size = Math.min(BLOCK, scores.length - from);
            multiply(factors, block.value(), partial, size);
            for (int i = 0; i < size; i++) {
                scores[from + i] = partial[i];
            }
            from += size;
        }
    }

    private static void multiply(List<Float> user, float[][] items, float[] products, int size) {
        Arrays.fill(products, 0, size, items.length == 0 ? Float.NaN : 0);
        for (int factor = 0; factor < items.length; factor++) {
            float weight = user.get(factor);
            var values = items[factor];
            for (int i = 0; i < size; i++) {
                products[i] += weight * values[i];
            }
        }
    }

    /** Collects the factors of the candidates, in any order; a candidate without factors gets no score. */
    static final class Builder {
        private final int candidates;
        private final List<float[][]> blocks = new ArrayList<>();

        Builder(int candidates) {
            this.candidates = candidates;
            for (int from = 0; from < candidates; from += BLOCK) {
                blocks.add(new float[0][]);
            }
        }

        void put(int candidate, List<Float> factors) {
            int block = candidate / BLOCK;
            if (blocks.get(block).length == 0) {
                blocks.set(block, unknown(factors.size(), Math.min(BLOCK, candidates - block * BLOCK)));
            }
            var values = blocks.get(block);
            for (int factor = 0; factor < values.length; factor++) {
                values[factor][candidate % BLOCK] = factors.get(factor);
            }
        }

        FactorBlocks broadcast(SparkSession spark) {
            var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            return new FactorBlocks(
                    new ArrayList<>(blocks.stream().map(context::broadcast).toList()));
        }

        private static float[][] unknown(int rank, int size) {
            var values = new float[rank][size];
            for (var row : values) {
                Arrays.fill(row, Float.NaN);
            }
            return values;
        }
    }
}
