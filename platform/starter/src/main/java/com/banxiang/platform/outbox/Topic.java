package com.banxiang.platform.outbox;

import java.util.regex.Pattern;

/**
 * A Kafka topic and the one kind of fact it carries; a constant on the event's record.
 *
 * @param name what happened, in kebab-case
 */
@SuppressWarnings("unused") // E keeps a topic from carrying a stranger's event
public record Topic<E extends IntegrationEvent>(String name) {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z]+(-[a-z]+)+");

    public Topic {
        if (!KEBAB_CASE.matcher(name).matches()) {
            throw new IllegalArgumentException("topic: %s (expected: kebab-case)".formatted(name));
        }
    }

    /** What readers tell events apart by. A change that breaks them is a new type beside this one. */
    public String eventType() {
        return "com.banxiang." + name + ".v1";
    }
}
