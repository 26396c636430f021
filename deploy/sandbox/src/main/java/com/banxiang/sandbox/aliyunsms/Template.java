package com.banxiang.sandbox.aliyunsms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text that the vendor has approved; what stands in <code>${…}</code> is given with each message. */
record Template(String code, Use use, String text) {

    enum Use {
        ONE_TIME_PASSWORD,
        NOTIFICATION
    }

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    /** What BanXiang has filed with the vendor. */
    private static final List<Template> APPROVED = List.of(
            new Template("SMS_100000001", Use.ONE_TIME_PASSWORD, "您的登录验证码是${code},5分钟内有效,请勿告诉他人。"),
            new Template("SMS_100000002", Use.NOTIFICATION, "您关注的家人(${relationship})有一条健康提醒,请打开小程序查看。"),
            new Template("SMS_100000003", Use.NOTIFICATION, "${name}的健康设备发出紧急提醒,请尽快联系本人,必要时拨打120。"),
            new Template("SMS_100000004", Use.NOTIFICATION, "您关注的家人(${relationship})有一条健康提醒,本人已确认,请打开小程序查看。"),
            new Template("SMS_100000005", Use.ONE_TIME_PASSWORD, "您正在注销账号,验证码是${code},5分钟内有效。如非本人操作,请忽略。"));

    static Optional<Template> approved(String code) {
        return APPROVED.stream().filter(it -> it.code().equals(code)).findAny();
    }

    Set<String> variables() {
        return VARIABLE.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());
    }

    /** The message as it is read on the handset. */
    String filled(String signName, Map<String, String> values) {
        return "【%s】".formatted(signName) + VARIABLE.matcher(text).replaceAll(it -> value(it, values));
    }

    private static String value(MatchResult variable, Map<String, String> values) {
        return Matcher.quoteReplacement(values.getOrDefault(variable.group(1), ""));
    }
}
