package com.banxiang.platform.outbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/** A fact one service tells the others. */
public interface IntegrationEvent {

    Instant occurredAt();

    /** Which change of its aggregate this was. Order between topics is not promised: a reader ignores what is not newer. */
    long version();

    /** Events with the same key stay in order within their topic. */
    @JsonIgnore
    String key();
}
