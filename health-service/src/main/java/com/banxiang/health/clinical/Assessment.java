package com.banxiang.health.clinical;

/** What a reading means for an alert. */
public sealed interface Assessment {

    /** Somebody must be told. */
    record Beyond(Breach breach) implements Assessment {}

    /** Inside the bounds, but too close to them to calm anybody. */
    record Near() implements Assessment {}

    /** Inside the bounds by the margin. */
    record Calm() implements Assessment {}

    /** Of a kind nobody is alarmed by, such as steps. */
    record Unjudged() implements Assessment {}
}
