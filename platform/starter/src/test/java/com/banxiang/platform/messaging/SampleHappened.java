package com.banxiang.platform.messaging;

/** The sample service's reading of {@code sample-happened}. */
record SampleHappened(String sampleId, String note) {

    static final String TOPIC = "sample-happened";

    static String json(String sample, String note) {
        return """
            {"sampleId":"%s","note":"%s","occurredAt":"2026-11-20T08:00:00Z","version":1,"unknown":{"to":"us"}}
            """.formatted(sample, note);
    }
}
