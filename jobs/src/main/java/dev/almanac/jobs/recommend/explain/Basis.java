package dev.almanac.jobs.recommend.explain;

/** What a user's list goes by. */
public enum Basis {
    PERSONAL("The list goes by what the user did."),
    ALIKE("Nothing is known of what the user did: the list goes by what is popular with users alike."),
    COLD("The model knows nothing of the user: the list goes by what is popular."),
    OPTED_OUT("The user wants no personal recommendations: the list goes by what is popular."),
    BASELINE("No model serves: everyone's list goes by what is popular.");

    private final String sentence;

    Basis(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
