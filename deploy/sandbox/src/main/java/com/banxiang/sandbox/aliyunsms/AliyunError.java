package com.banxiang.sandbox.aliyunsms;

import java.util.Arrays;
import java.util.Optional;

/** The codes of the vendor. A business refusal is HTTP 200, a refusal of the gateway is not. */
enum AliyunError {
    BUSINESS_LIMIT_CONTROL("isv.BUSINESS_LIMIT_CONTROL", 200, "触发分钟级流控Permits:1"),
    DAY_LIMIT_CONTROL("isv.DAY_LIMIT_CONTROL", 200, "触发日发送限额"),
    MONTH_LIMIT_CONTROL("isv.MONTH_LIMIT_CONTROL", 200, "触发月发送限额"),
    MOBILE_NUMBER_ILLEGAL("isv.MOBILE_NUMBER_ILLEGAL", 200, "非法手机号"),
    MOBILE_COUNT_OVER_LIMIT("isv.MOBILE_COUNT_OVER_LIMIT", 200, "手机号码数量超过限制"),
    DOMESTIC_NUMBER_NOT_SUPPORTED("isv.DOMESTIC_NUMBER_NOT_SUPPORTED", 200, "国际/港澳台消息模板不支持发送境内号码"),
    SMS_TEMPLATE_ILLEGAL("isv.SMS_TEMPLATE_ILLEGAL", 200, "模板不合法(不存在或被拉黑)"),
    SMS_SIGNATURE_ILLEGAL("isv.SMS_SIGNATURE_ILLEGAL", 200, "签名不合法(不存在或被拉黑)"),
    SMS_SIGN_ILLEGAL("isv.SMS_SIGN_ILLEGAL", 200, "签名禁止使用"),
    SIGN_STATE_ILLEGAL("isv.SIGN_STATE_ILLEGAL", 200, "签名状态不合法"),
    SMS_SIGNATURE_SCENE_ILLEGAL("isv.SMS_SIGNATURE_SCENE_ILLEGAL", 200, "短信所使用签名场景非法"),
    TEMPLATE_MISSING_PARAMETERS("isv.TEMPLATE_MISSING_PARAMETERS", 200, "模板变量中存在未赋值变量"),
    TEMPLATE_PARAMS_ILLEGAL("isv.TEMPLATE_PARAMS_ILLEGAL", 200, "传入的变量内容和实际申请模板时变量所选择的属性类型不配"),
    INVALID_JSON_PARAM("isv.INVALID_JSON_PARAM", 200, "参数格式错误,不是合法的JSON格式"),
    INVALID_PARAMETERS("isv.INVALID_PARAMETERS", 200, "参数格式不正确"),
    PARAM_LENGTH_LIMIT("isv.PARAM_LENGTH_LIMIT", 200, "参数超过长度限制"),
    PARAM_NOT_SUPPORT_URL("isv.PARAM_NOT_SUPPORT_URL", 200, "变量不支持传入URL"),
    EXTEND_CODE_ERROR("isv.EXTEND_CODE_ERROR", 200, "扩展码使用错误,相同的扩展码不可用于多个签名"),
    BLACK_KEY_CONTROL_LIMIT("isv.BLACK_KEY_CONTROL_LIMIT", 200, "变量中传入了黑名单关键字"),
    SMS_CONTENT_ILLEGAL("isv.SMS_CONTENT_ILLEGAL", 200, "短信内容包含禁止发送内容"),
    AMOUNT_NOT_ENOUGH("isv.AMOUNT_NOT_ENOUGH", 200, "账户余额不足"),
    OUT_OF_SERVICE("isv.OUT_OF_SERVICE", 200, "业务停机"),
    PRODUCT_UN_SUBSCRIPT("isv.PRODUCT_UN_SUBSCRIPT", 200, "未开通云通信产品的阿里云客户"),
    PRODUCT_UNSUBSCRIBE("isv.PRODUCT_UNSUBSCRIBE", 200, "产品未开通"),
    ACCOUNT_NOT_EXISTS("isv.ACCOUNT_NOT_EXISTS", 200, "账户不存在"),
    ACCOUNT_ABNORMAL("isv.ACCOUNT_ABNORMAL", 200, "账户异常"),
    DENY_IP_RANGE("isv.DENY_IP_RANGE", 200, "源IP地址所在的地区被禁用"),
    RAM_PERMISSION_DENY("isp.RAM_PERMISSION_DENY", 200, "RAM权限不足"),
    SYSTEM_ERROR("isp.SYSTEM_ERROR", 200, "系统出现错误,请重新调用"),

    SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 400, "Specified signature is not matched with our calculation."),
    TIMESTAMP_EXPIRED("InvalidTimeStamp.Expired", 400, "Specified time stamp or date value is expired."),
    NONCE_USED("SignatureNonceUsed", 400, "Specified signature nonce was used already."),
    UNKNOWN_ACCESS_KEY("InvalidAccessKeyId.NotFound", 404, "Specified access key is not found."),
    INVALID_VERSION("InvalidVersion", 400, "Specified parameter Version is not valid."),
    UNKNOWN_ACTION("InvalidAction.NotFound", 404, "Specified api is not found, please check your url and method."),
    MISSING_PHONE_NUMBERS("MissingPhoneNumbers", 400, "PhoneNumbers is mandatory for this action."),
    THROTTLING("Throttling", 400, "Request was denied due to request throttling."),
    THROTTLING_USER("Throttling.User", 429, "Request was denied due to user flow control."),
    INTERNAL_ERROR("InternalError", 500, "The request processing has failed due to some unknown error."),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server.");

    private final String code;
    private final int status;
    private final String message;

    AliyunError(String code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }

    /** Only the sending of a message is refused by the business; the gateway refuses anything. */
    boolean canAnswer(String action) {
        return status != 200 || action.equals("SendSms");
    }

    static Optional<AliyunError> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findAny();
    }
}
