package dev.almanac.jobs.recommend;

import dev.almanac.jobs.recommend.evaluate.Resamples;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.TrainingData;

/**
 * A recipe in the contest.
 *
 * @param recipe its name
 * @param model what it trained on the events before the test
 * @param learnt from what
 * @param figures how it did
 */
record Contender(String recipe, Model model, TrainingData.Summary learnt, Resamples figures) {}
