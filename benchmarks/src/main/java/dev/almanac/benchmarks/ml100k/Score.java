package dev.almanac.benchmarks.ml100k;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The four figures of the published table, at k = 10. */
record Score(
        @JsonProperty("map@10") double map,
        @JsonProperty("ndcg@10") double ndcg,
        @JsonProperty("precision@10") double precision,
        @JsonProperty("recall@10") double recall) {}
