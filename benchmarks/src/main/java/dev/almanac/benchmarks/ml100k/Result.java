package dev.almanac.benchmarks.ml100k;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/**
 * What the benchmark found, in the form of its JSON file.
 *
 * @param rows measured here
 * @param published by LF Recommenders; none for another split than theirs
 */
public record Result(List<Line> rows, List<Published> published) {

    /** One trained model. */
    record Line(
            String algorithm,
            long seed,
            Map<String, String> parameters,
            @JsonUnwrapped Score score,
            @JsonProperty("train_seconds") double trainSeconds,
            @JsonProperty("score_seconds") double scoreSeconds) {}

    /** One published row. */
    record Published(String algorithm, @JsonUnwrapped Score score) {}

    /** The table of github.com/recommenders-team/recommenders for MovieLens 100K. */
    static final List<Published> PUBLISHED = List.of(
            new Published("ALS", new Score(.004732, .044239, .048462, .017796)),
            new Published("SAR", new Score(.110591, .382461, .330753, .176385)),
            new Published("NCF", new Score(.107720, .396118, .347296, .180775)),
            new Published("LightGCN", new Score(.088526, .419846, .379626, .144336)),
            new Published("BPR", new Score(.132478, .441997, .388229, .212522)),
            new Published("BiVAE", new Score(.146126, .475077, .411771, .219145)));
}
