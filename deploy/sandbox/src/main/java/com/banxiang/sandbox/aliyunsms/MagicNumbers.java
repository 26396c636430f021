package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.AliyunError.AMOUNT_NOT_ENOUGH;
import static com.banxiang.sandbox.aliyunsms.AliyunError.BUSINESS_LIMIT_CONTROL;
import static com.banxiang.sandbox.aliyunsms.AliyunError.MOBILE_NUMBER_ILLEGAL;
import static com.banxiang.sandbox.aliyunsms.AliyunError.SYSTEM_ERROR;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Phones that always meet the same trouble, so that a test needs no fault to see it. */
@Component
final class MagicNumbers {

    static final String NEVER_DELIVERED = "13800000005";
    static final String SLOW = "13800000009";

    private static final String FLOW_CONTROLLED = "13800000001";
    private static final String ILLEGAL = "13800000002";
    private static final String NO_BALANCE = "13800000003";
    private static final String EVERY_OTHER_TIME = "13800000004";

    private final Set<String> failedLast = new HashSet<>();

    Optional<AliyunError> trouble(String phone) {

        return switch (phone) {
            case FLOW_CONTROLLED -> Optional.of(BUSINESS_LIMIT_CONTROL);
            case ILLEGAL -> Optional.of(MOBILE_NUMBER_ILLEGAL);
            case NO_BALANCE -> Optional.of(AMOUNT_NOT_ENOUGH);
            case EVERY_OTHER_TIME -> failsThisTime(phone) ? Optional.of(SYSTEM_ERROR) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private synchronized boolean failsThisTime(String phone) {
        return failedLast.add(phone) || !failedLast.remove(phone);
    }
}
