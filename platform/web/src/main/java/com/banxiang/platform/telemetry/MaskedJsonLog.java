package com.banxiang.platform.telemetry;

import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Masks every text of every log line, whoever wrote it: a library's exception is no better than ours. */
final class MaskedJsonLog implements StructuredLoggingJsonMembersCustomizer<Object> {

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(
                ValueProcessor.of(String.class, it -> it == null ? null : PersonalData.masked(it)));
    }
}
