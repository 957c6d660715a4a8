"""The names that offices and document systems give to the columns of their registers, by what they hold; one
parted from the next by a semicolon. NĐ 30/2020, Phụ lục IV and VI, come first; then what exports and clerks
write."""

from __future__ import annotations

from sauro.registers.model import Field

__all__ = ["NAMES"]

NAMES: dict[Field, str] = {
    Field.ORDINAL: "STT; TT; Số TT; Số thứ tự; Thứ tự; No",
    Field.NUMBER: """
        Số; Số đi; Số văn bản đi; Số phát hành; Số đăng ký; Số thứ tự văn bản; Số vào sổ; Số công văn đi;
        Số vb phát hành; Số đi theo sổ; CodeNumber
    """,
    Field.SYMBOL: "Ký hiệu; Ký hiệu văn bản; Kí hiệu; Ký hiệu VB; CodeNotation; Ký hiệu văn bản đi",
    Field.REFERENCE: """
        Số, ký hiệu; Số/ký hiệu; Số ký hiệu văn bản; Số và ký hiệu; Số hiệu; Số hiệu văn bản; Số KH; Số -
        ký hiệu; Số ký hiệu gốc; Số văn bản; Số công văn; Số VB; Số quyết định; Số và ký hiệu văn bản; Số
        ký hiệu VB đến; Số ký hiệu VB đi; Số ký hiệu văn bản phát hành; Số KH văn bản; Số gốc; Số của VB
        gốc; Mã văn bản; Mã số văn bản
    """,
    Field.REFERENCE_AND_DATE: """
        Số, ký hiệu, ngày văn bản; Số ký hiệu, ngày tháng văn bản; Số, ngày văn bản; Số ký hiệu và ngày
        ban hành; Số, ngày tháng văn bản; Số ký hiệu, ngày ban hành; Số/ngày văn bản; Số ký hiệu ngày
    """,
    Field.DATED: """
        Ngày văn bản; Ngày tháng văn bản; Ngày ban hành; Ngày ký; Ngày phát hành; Ngày tháng; Ngày; Ngày
        VB; Ngày ban hành văn bản; Ngày ký văn bản; Ngày đi; Ngày văn bản đi; Ngày ký ban hành; Ngày công
        văn; Ngày phát hành văn bản; Ngày tháng năm ban hành; IssuedDate; Ngày trên văn bản; Ngày VB gốc;
        Ngày ban hành gốc; Ngày vào sổ đi
    """,
    Field.ARRIVAL_NUMBER: """
        Số đến; Số văn bản đến; Số công văn đến; Số vào sổ đến; Số đến theo sổ; Số CV đến; Số thứ tự đến;
        Số thứ tự văn bản đến; Số đăng ký đến; Số tiếp nhận; ArrivalNumber; Số VB đến; Số đến của văn bản
    """,
    Field.ARRIVED: """
        Ngày đến; Ngày nhận; Ngày tiếp nhận; Ngày vào sổ; Ngày văn bản đến; Ngày nhận văn bản; Ngày vào sổ
        đến; Ngày tháng đến; Thời gian đến; Thời gian nhận; ArrivalDate; Ngày đến đơn vị; Ngày công văn
        đến; Thời gian tiếp nhận; Ngày giờ đến; Ngày đăng ký đến; Ngày đăng ký
    """,
    Field.ARRIVAL_NUMBER_AND_DATE: """
        Số đến, ngày đến; Số, ngày đến; Số và ngày đến; Ngày, số đến; Ngày đến, số đến; Số đến/ngày đến;
        Số ngày vào sổ
    """,
    Field.ISSUER: """
        Tác giả; Tác giả văn bản; Cơ quan ban hành; Nơi gửi; Nơi ban hành; Đơn vị ban hành; Nơi phát hành;
        Cơ quan gửi; Đơn vị gửi; Cơ quan phát hành; Đơn vị phát hành; Cơ quan, tổ chức ban hành; Tên cơ
        quan ban hành; Nơi gửi văn bản; Cơ quan, đơn vị ban hành; Nơi gửi đến; Nơi đến; Cơ quan ban hành
        văn bản; OrganName; Tên cơ quan, tổ chức ban hành văn bản; Cơ quan đơn vị gửi; Cơ quan đơn vị gửi
        đến
    """,
    Field.KIND: """
        Loại văn bản; Tên loại; Thể loại; Loại; Hình thức văn bản; Tên loại văn bản; Loại hình văn bản;
        Thể loại văn bản; Loại VB; TypeName; Kiểu văn bản; Loại công văn; Phân loại văn bản
    """,
    Field.SUBJECT: """
        Trích yếu; Trích yếu nội dung; Nội dung; Nội dung trích yếu; Về việc; Tên văn bản; Tiêu đề; Nội
        dung văn bản; Trích yếu nội dung văn bản; Trích yếu văn bản; Tóm tắt nội dung; Subject; V/v; Nội
        dung tóm tắt; Trích lược; Nội dung công văn; Trích dẫn; Tên gọi văn bản
    """,
    Field.KIND_AND_SUBJECT: """
        Tên loại và trích yếu nội dung văn bản; Tên loại và trích yếu; Loại và trích yếu; Tên loại, trích
        yếu nội dung; Tên loại và nội dung; Tên loại và trích yếu nội dung; Loại văn bản, trích yếu; Tên
        loại và trích yếu văn bản; Loại, trích yếu nội dung
    """,
    Field.SIGNER: """
        Người ký; Họ tên người ký; Người ký văn bản; Lãnh đạo ký; FullName; Người kí; Họ và tên người ký;
        Người ký ban hành; Cán bộ ký; Người ký duyệt; Người phê duyệt
    """,
    Field.POSITION: "Chức vụ; Chức vụ người ký; Chức danh; Chức danh người ký; Position",
    Field.RECIPIENTS: """
        Nơi nhận; Nơi nhận văn bản; Nơi nhận VB; Đơn vị nhận; Cơ quan nhận; Cơ quan, đơn vị nhận; Nơi gửi
        đi; Kính gửi; ToPlaces; Danh sách nơi nhận; Nơi nhận nội bộ; Nơi nhận bên ngoài; Đơn vị nhận văn
        bản; Nơi gửi nhận; Gửi đến; Nơi nhận trong và ngoài; Địa chỉ nhận
    """,
    Field.KEPT_BY: """
        Đơn vị, người nhận bản lưu; Nơi lưu; Người nhận bản lưu; Đơn vị nhận bản lưu; Lưu; Bản lưu; Nơi
        lưu trữ; Đơn vị lưu; Nơi lưu bản gốc; Lưu trữ; Vị trí lưu
    """,
    Field.COPIES: """
        Số lượng bản; Số bản; Số lượng; SL; SL bản; Số lượng bản phát hành; Số bản phát hành;
        IssuedAmount; Số lượng văn bản; Số bản lưu hành; Số bản in
    """,
    Field.PAGES: "Số trang; Số tờ; Số lượng trang; PageAmount; Số trang văn bản; Số lượng tờ; Tổng số trang",
    Field.URGENCY: """
        Độ khẩn; Mức độ khẩn; Độ khẩn văn bản; Mức khẩn; Tính chất khẩn; Priority; Mức độ ưu tiên
    """,
    Field.CONFIDENTIALITY: """
        Độ mật; Mức độ mật; Độ bảo mật; Mức mật; Độ mật văn bản; Dấu mật; Mật; Mức độ bảo mật
    """,
    Field.URGENCY_AND_CONFIDENTIALITY: """
        Độ khẩn, độ mật; Độ mật, độ khẩn; Khẩn/mật; Độ khẩn/mật; Mật, khẩn; Mức độ; Mức độ khẩn, mật; Độ
        mật/khẩn; Mức độ khẩn mật; Tính chất
    """,
    Field.HANDLER: """
        Đơn vị hoặc người nhận; Đơn vị xử lý; Người xử lý; Đơn vị chủ trì; Người nhận; Đơn vị, người nhận;
        Đơn vị giải quyết; Phòng ban xử lý; Chuyển cho; Nơi nhận xử lý; Đơn vị thụ lý; Xử lý chính; Người
        xử lý chính; Đơn vị xử lý chính; Cán bộ xử lý; Chủ trì; Phòng xử lý; Cán bộ thụ lý; Bộ phận xử lý;
        Người thụ lý; Chuyển đến; Đơn vị hoặc cá nhân nhận; Đơn vị được giao; Phân công xử lý; Nơi xử lý;
        Chuyển xử lý
    """,
    Field.DRAFTER: """
        Đơn vị soạn thảo; Người soạn thảo; Đơn vị soạn; Người soạn; Đơn vị dự thảo; Phòng soạn thảo; Đơn
        vị trình; Chuyên viên soạn thảo; Cán bộ soạn thảo; Người dự thảo; Đơn vị tham mưu; Phòng ban soạn
        thảo; Người thảo; Chuyên viên; Bộ phận soạn thảo; Phòng tham mưu
    """,
    Field.DUE: """
        Hạn xử lý; Thời hạn; Thời hạn xử lý; Thời hạn giải quyết; Hạn giải quyết; Hạn trả lời; DueDate;
        Thời hạn trả lời; Hạn hoàn thành; Ngày hết hạn; Hạn văn bản; Thời hạn hoàn thành; Hạn XL; Hạn chót
    """,
    Field.STATE: """
        Trạng thái; Tình trạng; Tình trạng xử lý; Tiến độ; Trạng thái xử lý; Kết quả xử lý; Kết quả giải
        quyết; Tiến độ giải quyết; Tình hình xử lý; Trạng thái văn bản; Kết quả
    """,
    Field.REPLY: """
        Số, ký hiệu văn bản trả lời; Văn bản trả lời; Số văn bản trả lời; Số ký hiệu VB phúc đáp; VB phúc
        đáp; Số, ký hiệu văn bản đi trả lời; Văn bản đi liên quan; Số VB trả lời
    """,
    Field.NOTE: "Ghi chú; Chú thích; Description; Ghi chú khác; Lưu ý",
    Field.FILE: """
        File đính kèm; Tệp đính kèm; File; Tệp; Đường dẫn; Link; Toàn văn; File văn bản; Đính kèm; Link
        file; Tệp tin; Tập tin đính kèm; Tệp văn bản; Đường dẫn tệp
    """,
    Field.CHANNEL: """
        Hình thức gửi; Phương thức gửi; Hình thức phát hành; Hình thức nhận; Phương thức nhận; Cách gửi;
        Hình thức chuyển; Phương thức phát hành; Kênh gửi; Phương tiện gửi; Hình thức gửi nhận; Phương
        thức; Bản giấy/điện tử; Loại hình gửi; Đường gửi; Nguồn nhận; Hình thức đến
    """,
    Field.FORWARDED: """
        Ngày chuyển; Ngày gửi; Ngày chuyển giao; Ngày chuyển xử lý; Ngày gửi đi; Ngày gửi văn bản; Thời
        gian chuyển
    """,
    Field.RECEIPT: "Ký nhận; Người ký nhận; Chữ ký; Chữ ký người nhận; Ký nhận văn bản; Ký giao nhận",
    Field.BOOK: "Sổ văn bản; Tên sổ; Sổ; Sổ đăng ký; Sổ công văn; Sổ VB; Thuộc sổ; Sổ theo dõi; Quyển sổ",
    Field.LANGUAGE: "Ngôn ngữ; Ngôn ngữ văn bản; Language",
    Field.FILE_CODE: """
        Mã hồ sơ; Số và ký hiệu hồ sơ; Ký hiệu hồ sơ; Số và ký hiệu HS; Mã hồ sơ công
        việc; FileCode; FileNotation
    """,
    Field.FILE_ORDINAL: """
        Số thứ tự trong hồ sơ; Số thứ tự văn bản trong hồ sơ; STT trong hồ sơ; Thứ tự trong hồ sơ; DocOrdinal
    """,
    Field.OTHER: """
        Người tạo; Ngày tạo; Ngày cập nhật; Lĩnh vực; ID; Người cập nhật; Người nhập; Ngày hiệu lực; Ngày
        hoàn thành; Đơn vị phối hợp; Ý kiến chỉ đạo; Ý kiến lãnh đạo; Bút phê; Hồ sơ; Số hồ sơ;
        Người theo dõi; Số ngày trễ; Số điện thoại; Ngày xử lý; Phối hợp; Cấp gửi; Cấp ban hành;
        Ngày hết hiệu lực; Ngày hoàn thành xử lý; Số fax; Ngày nhập; Phối hợp xử lý; Cá nhân xử lý chính;
        Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản; Ngày dự thảo; Số ngày xử lý
    """,
}
